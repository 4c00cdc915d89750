import { Check, ChevronsUpDown, Database, FolderOpen, Sparkles } from 'lucide-react';
import type { MirrorSummary } from '../../../../shared/contract/index.ts';
import { openPanel } from '../../app/panels.ts';
import { classNames } from '../../ui/class-names.ts';
import { MenuItem, MenuLabel, MenuLine, Popover } from '../../ui/menu.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { openKnownMirror, openSample, useMirrors } from './store.ts';
import styles from './mirror-switcher.module.css';

/** Which mirror is open and in what state; opens another one. */
export function MirrorSwitcher() {
  const { mirrors, current } = useMirrors();
  const state = current ? stateOf(current) : 'None is open';
  return (
    <Popover
      label={current ? `Mirror: ${current.title}, ${state}` : 'Mirror: none is open'}
      role="menu"
      triggerClass={styles.trigger}
      trigger={
        <>
          <Database size={16} strokeWidth={1.7} aria-hidden />
          <span className={styles.text}>
            <strong>{current?.title ?? 'No mirror'}</strong>
            <span className={classNames(current && !current.present && styles.gone)}>{state}</span>
          </span>
          <ChevronsUpDown className={styles.chevrons} size={14} strokeWidth={1.8} aria-hidden />
        </>
      }
    >
      {(close) => (
        <>
          {mirrors.length > 0 && <MenuLabel>Recent mirrors</MenuLabel>}
          {mirrors.map((mirror) => (
            <MenuItem
              key={mirror.id}
              icon={mirror.id === current?.id ? <Check size={15} strokeWidth={2} aria-hidden /> : <Database size={15} strokeWidth={1.7} aria-hidden />}
              onSelect={() => {
                close();
                void openKnownMirror(mirror);
              }}
            >
              <span>{mirror.title}</span>
              <span className={styles.path}>{mirror.isSample ? stateOf(mirror) : `${stateOf(mirror)} · ${mirror.sources.join(', ')}`}</span>
            </MenuItem>
          ))}
          {mirrors.length > 0 && <MenuLine />}
          <MenuItem
            icon={<FolderOpen size={15} strokeWidth={1.8} aria-hidden />}
            onSelect={() => {
              close();
              openPanel('open-mirror');
            }}
          >
            Open your mirror…
          </MenuItem>
          {!mirrors.some((mirror) => mirror.isSample) && (
            <MenuItem
              icon={<Sparkles size={15} strokeWidth={1.8} aria-hidden />}
              onSelect={() => {
                close();
                void openSample();
              }}
            >
              Open the sample mirror
            </MenuItem>
          )}
        </>
      )}
    </Popover>
  );
}

export function stateOf(mirror: MirrorSummary): string {
  if (mirror.damaged) return 'Index is damaged';
  if (!mirror.present) return mirror.indexed ? 'Index only, files away' : 'Files are away';
  if (!mirror.indexed) return 'Not indexed yet';
  return mirror.packages === null ? 'Indexed' : formatPlural(mirror.packages, 'package');
}
