import { Dialog } from '../ui/dialog.tsx';
import { type CommandDescriptor, commandPlaces, commands, fixedKeys } from '../../../shared/commands/index.ts';
import { Keys } from './keys.tsx';
import { closePanel } from './panels.ts';
import styles from './shortcuts-help.module.css';

export { Keys } from './keys.tsx';

interface Entry {
  readonly keys: string;
  readonly title: string;
  readonly where: string;
}

const entries: readonly Entry[] = [
  ...commands.flatMap(({ keys, title, where }: CommandDescriptor) => (keys ?? []).map((each) => ({ keys: each, title, where: commandPlaces[where] }))),
  ...fixedKeys,
];

export function ShortcutsHelp() {
  const places = [...new Set(entries.map((entry) => entry.where))];
  return (
    <Dialog title="Keyboard shortcuts" onClose={closePanel} size="large">
      <div className={styles.groups}>
        {places.map((where) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {entries.filter((entry) => entry.where === where).map((entry) => (
                <div key={entry.title}>
                  <dt>{entry.title}</dt>
                  <dd>
                    <Keys keys={entry.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
