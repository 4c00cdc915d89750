import { Columns2, Copy, Download, Group, List, Route, X } from 'lucide-react';
import type { PackageRow } from '../../../../shared/contract/index.ts';
import { decisionLimits, packageId } from '../../../../shared/domain/index.ts';
import { copyFormats } from '../../../../shared/table/index.ts';
import { compareRoute, navigate, packageAddress } from '../../app/route.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { HubMark } from '../../ui/marks.tsx';
import { MenuButton, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { keepAsSubset } from '../subsets/store.ts';
import { mostCompared } from '../../../../shared/contract/compare-limits.ts';
import { showChoosingDialog } from '../choosing/store.ts';
import { copyPackages } from './copy.ts';
import { clearPicked, mostPicked, pickAll, pickedKeys, unpick, useSelection } from './selection.ts';
import { shownLayout } from './shown-layout.ts';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly mirror: string;
  readonly query: string;
  /** Packages of the present search. */
  readonly total: number;
}

/** The tray of picked packages: what they are, and what can be done with them. Nothing while none is picked. */
export function SelectionBar({ mirror, query, total }: SelectionBarProps) {
  const { count, wholeOf, isLoading } = useSelection();
  if (count === 0 && !isLoading) return null;
  const canPickAll = wholeOf !== query && total > 0 && total <= mostPicked;
  return (
    <section className={styles.bar} aria-label="Picked packages" data-tray>
      <output className={styles.count}>{isLoading ? 'Picking' : `${formatCount(count)} picked`}</output>
      {canPickAll && (
        <Button look="quiet" disabled={isLoading} onClick={() => void pickAll(mirror, query, total)}>
          Pick all {formatPlural(total, 'result')}
        </Button>
      )}
      <span className={styles.space} />
      <MenuButton icon={List} text="List" label="List of picked packages" side="above" align="end">
        {() => <PickedList />}
      </MenuButton>
      <MenuButton icon={Copy} text="Copy" label="Copy picked packages" role="menu" side="above" align="end">
        {(close) => (
          <>
            <MenuLabel>Copy as</MenuLabel>
            {copyFormats.map(({ id, title }) => (
              <MenuItem
                key={id}
                onSelect={() => {
                  close();
                  void copyPackages(mirror, pickedKeys(), shownLayout().map((column) => column.id), id);
                }}
              >
                {title}
              </MenuItem>
            ))}
          </>
        )}
      </MenuButton>
      <Button
        icon={Columns2}
        disabled={count < 2 || count > mostCompared}
        title={count < 2 || count > mostCompared ? `Two to ${mostCompared} packages can be compared` : undefined}
        onClick={() => navigate(compareRoute(pickedKeys()))}
      >
        Compare
      </Button>
      <Button icon={Group} onClick={() => keepAsSubset(pickedKeys())}>
        Subset
      </Button>
      <Button icon={Route} disabled={count === 0 || count > decisionLimits.candidates} title={count > decisionLimits.candidates ? `A decision has ${decisionLimits.candidates} candidates at most` : undefined} onClick={() => showChoosingDialog({ kind: 'add', packages: pickedKeys() })}>
        Add to a decision
      </Button>
      <Button icon={Download} onClick={() => navigate({ view: 'export', query: '', picked: true })}>
        Export
      </Button>
      <IconButton icon={X} label="Pick none" onClick={clearPicked} />
    </section>
  );
}

/** More than this many are not listed one by one. */
const mostListed = 200;

function PickedList() {
  useSelection((state) => state.version);
  const keys = pickedKeys();
  return (
    <div className={styles.list}>
      <MenuLabel>{formatPlural(keys.length, 'picked package')}</MenuLabel>
      <ul>
        {keys.slice(0, mostListed).map((key) => (
          <li key={packageId(key)}>
            <HubMark hub={key.hub} />
            <a href={packageAddress(key)} title={key.name}>
              {key.name}
            </a>
            <IconButton icon={X} label={`No longer pick ${key.name}`} onClick={() => unpick(key)} />
          </li>
        ))}
      </ul>
      {keys.length > mostListed && <p className={styles.rest}>and {formatCount(keys.length - mostListed)} more</p>}
    </div>
  );
}

/** What a copy takes: the picked packages, or where none is picked, the row with the cursor. */
export function keysToCopy(row: PackageRow | undefined): ReturnType<typeof pickedKeys> {
  const picked = pickedKeys();
  if (picked.length > 0 || row === undefined) return picked;
  return [{ hub: row.hub, name: row.name, ordinal: row.ordinal }];
}
