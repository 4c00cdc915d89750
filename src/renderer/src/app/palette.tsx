import { Package } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from 'react';
import { type CommandId, commands } from '../../../shared/commands/index.ts';
import type { PackageRow } from '../../../shared/contract/index.ts';
import { useCall } from '../client/use-call.ts';
import { useIndexedMirror } from '../features/mirrors/store.ts';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { HubMark } from '../ui/marks.tsx';
import { CommandIcon } from './command-icon.tsx';
import { useKeysByCommand } from './bindings.ts';
import { handlerOf, runCommand } from './commands.ts';
import { closePanel } from './panels.ts';
import { rankTitles } from './rank-titles.ts';
import { navigate } from './route.ts';
import { Keys } from './shortcuts-help.tsx';
import styles from './palette.module.css';

interface Choice {
  readonly id: string;
  readonly group: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly note: ReactNode;
  readonly run: () => void;
}

const shown = commands.filter(({ id }) => id !== 'palette');

/** Commands by title, and packages by name. */
export function Palette() {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const keys = useKeysByCommand();
  const mirror = useIndexedMirror();
  const wanted = useDeferredValue(text.trim());
  const found = useCall('packages.search', mirror && wanted.length > 1 ? { mirror, query: quoted(wanted), limit: 7 } : null);
  const choices = [...rankTitles(shown, wanted).map(({ id, group, title }) => commandChoice(id, group, title, keys.get(id)?.[0])), ...(found.value?.rows ?? []).map(packageChoice)];
  const at = Math.min(active, choices.length - 1);

  const choose = (choice: Choice | undefined): void => {
    if (!choice) return;
    closePanel();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') choose(choices[at]);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      setActive((next + choices.length) % Math.max(1, choices.length));
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Find a command or package" onClose={closePanel} bare>
      <input
        className={styles.input}
        value={text}
        placeholder="Find a command or package"
        aria-label="Find a command or package"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
      />
      <div className={styles.list} id={list} role="listbox" aria-label="Commands and packages" tabIndex={-1}>
        {choices.map((choice, index) => (
          <div key={choice.id} role="presentation">
            {choices[index - 1]?.group !== choice.group && (
              <div className={styles.group} role="presentation">
                {choice.group}
              </div>
            )}
            <button
              type="button"
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={classNames(styles.choice, index === at && styles.active)}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(choice)}
            >
              {choice.icon}
              <span className={styles.title}>{choice.title}</span>
              {choice.note}
            </button>
          </div>
        ))}
        {choices.length === 0 && <p className={styles.none}>{found.loading ? 'Searching…' : 'No command and no package has this name.'}</p>}
      </div>
    </Dialog>
  );
}

/** The text as one phrase of the search language, so that names with signs in them are found. */
function quoted(text: string): string {
  return `name:"${text.replaceAll(/["\\]/g, ' ')}"`;
}

function commandChoice(id: CommandId, group: string, title: string, keys: string | undefined): Choice {
  const handler = handlerOf(id);
  return {
    id,
    group,
    icon: <CommandIcon id={id} />,
    title,
    note: typeof handler === 'string' ? handler : keys ? <Keys keys={keys} /> : null,
    run: () => runCommand(id),
  };
}

function packageChoice(row: PackageRow): Choice {
  const key = { hub: row.hub, name: row.name, ordinal: row.ordinal };
  return {
    id: `${row.hub}/${row.name}/${row.ordinal}`,
    group: 'Packages',
    icon: <Package size={15} strokeWidth={1.8} aria-hidden />,
    title: row.name,
    note: <HubMark hub={row.hub} />,
    run: () => navigate({ view: 'package', package: key, tab: 'overview' }),
  };
}
