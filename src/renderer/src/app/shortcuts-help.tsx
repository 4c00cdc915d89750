import { PencilLine } from 'lucide-react';
import { useRef, useState } from 'react';
import { type CommandDescriptor, type CommandId, commandPlaces, commands, fixedKeys, ownKeys } from '../../../shared/commands/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { resetAllKeys, undoLastChange, useKeysByCommand, useLastChange } from './bindings.ts';
import { KeyEditor } from './key-editor.tsx';
import { textOfKeys } from './keyboard-names.ts';
import { Keys } from './keys.tsx';
import { closePanel } from './panels.ts';
import { useApp } from './settings.ts';
import styles from './shortcuts-help.module.css';

interface Entry {
  /** Null for keys that cannot be changed. */
  readonly id: CommandId | null;
  readonly title: string;
  readonly keys: readonly string[];
  readonly where: string;
}

const rows: readonly (CommandDescriptor & { readonly id: CommandId })[] = commands;

/** Every command with its keys, which can be changed here, and the keys of single parts. */
export function ShortcutsHelp() {
  const [sought, setSought] = useState('');
  const [editing, setEditing] = useState<CommandId | null>(null);
  const keys = useKeysByCommand();
  const entries: readonly Entry[] = [
    ...rows.map(({ id, title, group, where }) => ({ id, title, keys: keys.get(id) ?? [], where: where === 'everywhere' ? group : commandPlaces[where] })),
    ...fixedKeys.map(({ keys: fixed, ...entry }) => ({ ...entry, id: null, keys: [fixed] })),
  ];
  const shown = entries.filter((entry) => fits(entry, sought));
  const places = [...new Set(shown.map(({ where }) => where))];
  return (
    <Dialog title="Keyboard shortcuts" onClose={closePanel} size="large" footer={<Foot />}>
      <input
        className={styles.search}
        type="search"
        data-first-focus
        value={sought}
        placeholder="Find by name or keys"
        aria-label="Find shortcuts by name or keys"
        onChange={(event) => setSought(event.target.value)}
      />
      <div className={styles.groups}>
        {places.map((where) => (
          <section key={where} aria-label={where}>
            <h3>{where}</h3>
            <ul>
              {shown
                .filter((entry) => entry.where === where)
                .map((entry) => (
                  <Shortcut key={entry.id ?? entry.title} entry={entry} isEdited={entry.id !== null && entry.id === editing} onEdit={setEditing} />
                ))}
            </ul>
          </section>
        ))}
        {shown.length === 0 && <p className={styles.none}>No command has this name or these keys.</p>}
      </div>
    </Dialog>
  );
}

/** Every word begins a word of the title, or the text begins the keys. */
function fits({ title, keys }: Entry, sought: string): boolean {
  const text = sought.trim().toLowerCase();
  const titleWords = title.toLowerCase().split(/[\s:]+/);
  return text.split(/\s+/).every((word) => titleWords.some((other) => other.startsWith(word))) || keys.some((each) => textOfKeys(each).toLowerCase().startsWith(text));
}

interface ShortcutProps {
  readonly entry: Entry;
  readonly isEdited: boolean;
  readonly onEdit: (id: CommandId | null) => void;
}

function Shortcut({ entry: { id, title, keys }, isEdited, onEdit }: ShortcutProps) {
  const button = useRef<HTMLButtonElement>(null);
  const changed = id !== null && keys.join() !== ownKeys(id).join();
  const finish = (): void => {
    onEdit(null);
    button.current?.focus();
  };
  return (
    <li className={isEdited ? styles.edited : undefined}>
      <div className={styles.row}>
        <span className={styles.title}>
          {title}
          {changed && <span className={styles.changed}> · changed</span>}
        </span>
        {keys.map((each) => (
          <Keys key={each} keys={each} />
        ))}
        {keys.length === 0 && <span className={styles.without}>no keys</span>}
        {id === null ? <span className={styles.fixed} /> : <IconButton ref={button} icon={PencilLine} label={`Change the keys of ${title}`} aria-expanded={isEdited} onClick={() => onEdit(isEdited ? null : id)} />}
      </div>
      {isEdited && id !== null && <KeyEditor id={id} onDone={finish} />}
    </li>
  );
}

function Foot() {
  const { said, undo } = useLastChange();
  const isChanged = useApp((state) => rows.some(({ id }) => Object.hasOwn(state.settings.bindings, id)));
  return (
    <div className={styles.foot}>
      <output>{said}</output>
      {undo && <Button onClick={undoLastChange}>Undo</Button>}
      <Button disabled={!isChanged} onClick={resetAllKeys}>
        Reset all
      </Button>
    </div>
  );
}
