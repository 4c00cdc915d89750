import { Columns2, Copy, Group, Plus, Route as RouteIcon } from 'lucide-react';
import { useState } from 'react';
import type { Comparison } from '../../../../shared/contract/index.ts';
import { mostCompared } from '../../../../shared/contract/compare-limits.ts';
import { comparisonTable, type TableFormat } from '../../../../shared/comparing/index.ts';
import { isSamePackage, packageId, type PackageKey } from '../../../../shared/domain/index.ts';
import { type CompareRoute, compareRoute, modelsAddress, navigate } from '../../app/route.ts';
import { useCommands } from '../../app/use-commands.ts';
import view from '../../app/view.module.css';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { copyToClipboard } from '../../ui/clipboard.ts';
import { Checkbox } from '../../ui/field.tsx';
import { MenuButton, MenuItem } from '../../ui/menu.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { showChoosingDialog } from '../choosing/store.ts';
import { useIndexedMirror } from '../mirrors/store.ts';
import { keepAsSubset } from '../subsets/store.ts';
import { CommitsView } from './commits-view.tsx';
import { Sheet } from './sheet.tsx';
import { useComparison } from './use-comparison.ts';
import styles from './compare.module.css';

/** Packages side by side, or two commits of one. */
export function CompareView({ route }: { readonly route: CompareRoute }) {
  const mirror = useIndexedMirror();
  const [only] = route.packages;
  if (route.commits !== undefined && only !== undefined && mirror !== null) return <CommitsView mirror={mirror} package={only} commits={route.commits} />;
  return <PackagesView mirror={mirror} packages={route.packages} />;
}

function PackagesView({ mirror, packages }: { readonly mirror: string | null; readonly packages: readonly PackageKey[] }) {
  const { comparison, lost, error, reading, reload } = useComparison(mirror, packages);
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const copy = (format: TableFormat) => (): void => void copyTable(comparison, format, onlyDifferent);
  const nothing = 'Nothing is compared yet';
  useCommands({ 'compare.onlyDifferent': comparison ? () => setOnlyDifferent(!onlyDifferent) : nothing, 'compare.addToDecision': comparison ? () => showChoosingDialog({ kind: 'add', packages }) : nothing, 'compare.copyMarkdown': comparison ? copy('markdown') : nothing, 'compare.copyCsv': comparison ? copy('csv') : nothing });
  const without = (key: PackageKey): void => navigate(compareRoute(packages.filter((other) => !isSamePackage(other, key))));
  return (
    <div className={view.page}>
      <div className={classNames(view.content, styles.content)}>
        <PageHeader
          title="Compare"
          facts={<output>{factsOf(comparison, reading)}</output>}
          actions={
            comparison && (
              <>
              <Button icon={RouteIcon} onClick={() => showChoosingDialog({ kind: 'add', packages })}>
                Add to a decision
              </Button>
              <Button icon={Group} onClick={() => keepAsSubset(packages)}>
                Subset
              </Button>
              <MenuButton icon={Copy} text="Copy" label="Copy the comparison" role="menu" align="end">
                {(close) =>
                  (['markdown', 'csv'] as const).map((format) => (
                    <MenuItem
                      key={format}
                      onSelect={() => {
                        close();
                        copy(format)();
                      }}
                    >
                      {format === 'csv' ? 'CSV' : 'Markdown table'}
                    </MenuItem>
                  ))
                }
              </MenuButton>
              </>
            )
          }
        />
        {packages.length < 2 && (
          <Empty icon={Columns2} title="There is nothing to compare yet" actions={<a href={modelsAddress('')}>Go to Models</a>}>
            Pick two to {mostCompared} packages with the boxes at the left of the table, then choose Compare.
          </Empty>
        )}
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {lost.map(({ package: key, error: reason }) => (
          <div key={packageId(key)} className={styles.lost}>
            <ErrorNotice error={reason} />
            <Button onClick={() => without(key)}>Take it out</Button>
          </div>
        ))}
        {packages.length > 1 && !comparison && !error && lost.length < packages.length - 1 && <Skeleton lines={10} label="Comparing" />}
        {comparison && (
          <>
            <div className={styles.bar}>
              <Checkbox checked={onlyDifferent} onChange={setOnlyDifferent}>
                Only what differs
              </Checkbox>
              <Legend />
              {packages.length < mostCompared && (
                <Button look="quiet" icon={Plus} onClick={() => navigate({ view: 'models', query: '' })}>
                  Pick others
                </Button>
              )}
            </div>
            <Sheet comparison={comparison} reading={reading} onlyDifferent={onlyDifferent} onTakeOut={without} />
          </>
        )}
      </div>
    </div>
  );
}

function Legend() {
  return (
    <p className={styles.legend}>
      <span className={styles.differsMark} aria-hidden /> differs
      <span className={styles.partlyMark} aria-hidden /> known of some only
      <span className={styles.legendNote}>“unknown”: the mirror does not say. “none” and “missing”: looked for, and not there.</span>
    </p>
  );
}

function factsOf(comparison: Comparison | null, reading: boolean): string {
  if (comparison === null) return 'What records, cards and clones of this mirror state';
  if (reading) return 'From the index; reading cards, files and clones';
  return comparison.deep ? 'From records, cards, files and clones of this mirror' : 'From the index alone';
}

async function copyTable(comparison: Comparison | null, format: TableFormat, onlyDifferent: boolean): Promise<void> {
  if (comparison === null) return;
  await copyToClipboard(comparisonTable(comparison, format, onlyDifferent), 'Copied the comparison', format === 'csv' ? 'CSV' : 'Markdown table');
}
