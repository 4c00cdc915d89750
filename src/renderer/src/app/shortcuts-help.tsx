import { Fragment } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/marks.tsx';
import { commands, localKeys } from './commands.ts';
import { keyCaps } from './keyboard.ts';
import { closePanel } from './panels.ts';
import styles from './shortcuts-help.module.css';

interface Entry {
  readonly keys: string;
  readonly title: string;
  readonly where: string;
}

const entries: readonly Entry[] = [
  ...commands.flatMap((command) => (command.keys ? [{ keys: command.keys, title: command.title, where: command.group }] : [])),
  ...localKeys,
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

export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keyCaps(keys).map((stroke, index) => (
        <Fragment key={stroke.join('+')}>
          {index > 0 && ' '}
          {stroke.map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
