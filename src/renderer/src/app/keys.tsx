import { Fragment } from 'react';
import { keyCaps } from '../../../shared/commands/index.ts';
import { Kbd } from '../ui/marks.tsx';
import { isMac } from './keyboard-names.ts';
import styles from './keys.module.css';

/** Keys as caps: what is pressed together stands together. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keyCaps(keys, isMac).map((stroke, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the strokes of one shortcut never move
        <Fragment key={index}>
          {index > 0 && ' '}
          {stroke.map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
