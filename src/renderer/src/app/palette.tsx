import { type KeyboardEvent, useEffect, useId, useReducer, useState } from 'react';
import { flushSync } from 'react-dom';
import { recentLength } from '../../../shared/commands/index.ts';
import { useIndexedMirror } from '../features/mirrors/store.ts';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/marks.tsx';
import { formatPlural } from '../ui/quantity.ts';
import { Keys } from './keys.tsx';
import { groupEntries, packagePrefix, type PaletteGroup, readInput } from './palette-choices.ts';
import { packageOfId, usePackages, useSettled } from './palette-packages.tsx';
import { usePeople } from './palette-people.tsx';
import { type PaletteEntry, paletteSources } from './palette-sources.tsx';
import { closePanel } from './panels.ts';
import { changeSettings, useApp } from './settings.ts';
import styles from './palette.module.css';

const label = 'Find a command or package';

/** Finds commands, views, hubs, mirrors, maintainers and packages by name. */
export function Palette() {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const mirror = useIndexedMirror();
  useSources();
  const recent = useRecent(mirror);
  const input = readInput(typed, paletteSources);
  const packages = usePackages(mirror, input.withPackages ? input.text : '');
  const people = usePeople(mirror, useSettled(input.sources.length > 1 ? input.text : ''));
  const known = input.withPackages && input.sources.length === 0 ? recent.filter(({ group }) => group === 'Packages') : recent;
  const groups = groupEntries(input, input.sources.length === 1 ? [] : known, [...people.entries, ...packages.entries]);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(active, entries.length - 1);

  const choose = (entry: PaletteEntry | undefined): void => {
    if (!entry || entry.unavailable !== undefined) return;
    remember(entry.id);
    // Gone before the command runs: a modal dialog keeps the focus from everything else.
    flushSync(closePanel);
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter and arrows choose among an input method's words first.
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Enter') choose(entries[at]);
    else if (step !== 0 && entries.length > 0) {
      const next = (at + step + entries.length) % entries.length;
      setActive(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog title={label} onClose={closePanel} bare>
      <input
        className={styles.input}
        value={typed}
        placeholder="Find a command, view, hub, mirror, maintainer or package"
        aria-label={label}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
        aria-describedby={`${list}-prefixes`}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
      />
      <div className={styles.list} id={list} role="listbox" aria-label="What is found" tabIndex={-1}>
        <Groups groups={groups} list={list} at={at} onPoint={setActive} onChoose={choose} />
        {entries.length === 0 && <p className={styles.none}>{nothing(packages.searching, input.withPackages && input.sources.length === 0 && input.text.length < 2)}</p>}
      </div>
      <Foot id={`${list}-prefixes`} count={packages.searching ? null : entries.length} />
    </Dialog>
  );
}

function nothing(searching: boolean, tooShort: boolean): string {
  if (searching) return 'Searching…';
  return tooShort ? 'Two characters of a package’s name are enough.' : 'Nothing has this name.';
}

interface GroupsProps {
  readonly groups: readonly PaletteGroup[];
  readonly list: string;
  readonly at: number;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (entry: PaletteEntry) => void;
}

function Groups({ groups, list, at, onPoint, onChoose }: GroupsProps) {
  const starts = groups.map((_group, index) => groups.slice(0, index).reduce((count, { entries }) => count + entries.length, 0));
  return groups.map(({ title, entries }, group) => (
    <div key={title} role="group" aria-labelledby={`${list}-group-${group}`}>
      <div className={styles.group} id={`${list}-group-${group}`} role="presentation">
        {title}
      </div>
      {entries.map((entry, place) => {
        const index = (starts[group] ?? 0) + place;
        return (
          <button
            key={entry.id}
            type="button"
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={entry.unavailable !== undefined}
            className={classNames(styles.choice, index === at && styles.active, entry.unavailable !== undefined && styles.unavailable)}
            onPointerMove={() => onPoint(index)}
            onClick={() => onChoose(entry)}
          >
            {entry.icon}
            <span className={styles.title}>{entry.title}</span>
            <span className={styles.note}>{entry.unavailable ?? entry.note}</span>
            {entry.keys && entry.unavailable === undefined && <Keys keys={entry.keys} />}
          </button>
        );
      })}
    </div>
  ));
}

const prefixes = [...paletteSources.flatMap(({ prefix, finds }) => (prefix === undefined ? [] : [{ prefix, finds }])), { prefix: packagePrefix, finds: 'packages' }];

function Foot({ id, count }: { readonly id: string; readonly count: number | null }) {
  return (
    <div className={styles.foot}>
      <span id={id}>
        {prefixes.map(({ prefix, finds }) => (
          <span key={prefix}>
            <Kbd>{prefix}</Kbd> only {finds}
          </span>
        ))}
      </span>
      <output>{count === null ? 'Searching…' : formatPlural(count, 'entry', 'entries')}</output>
    </div>
  );
}

/** Draws the palette again when a source has other entries. */
function useSources(): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const ends = paletteSources.map((source) => source.subscribe?.(draw));
    return () => {
      for (const end of ends) end?.();
    };
  }, []);
}

/** What was chosen before and is still there, latest first. */
function useRecent(mirror: string | null): readonly PaletteEntry[] {
  const ids = useApp((state) => state.settings.recent);
  const entries = new Map(paletteSources.flatMap((source) => source.entries()).map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => entries.get(id) ?? packageOfId(id, mirror) ?? []).filter(({ unavailable }) => unavailable === undefined);
}

function remember(id: string): void {
  const { recent } = useApp.getState().settings;
  if (id.length <= 1000) void changeSettings({ recent: [id, ...recent.filter((other) => other !== id)].slice(0, recentLength) });
}
