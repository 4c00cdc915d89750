import { Check, CircleHelp, X } from 'lucide-react';
import type { Fit, RequirementFit } from '../../../../shared/choosing/index.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './fit-marks.module.css';

const looks: Readonly<Record<Fit, { readonly icon: typeof Check; readonly look: string | undefined }>> = {
  met: { icon: Check, look: styles.met },
  'not met': { icon: X, look: styles.notMet },
  unknown: { icon: CircleHelp, look: styles.unknown },
};

/** How a package stands to each requirement; nothing where nothing was asked. */
export function FitMarks({ fits }: { readonly fits: readonly RequirementFit[] }) {
  return (
    <span className={styles.fits}>
      {fits.map(({ title, fit, stated }) => {
        const { icon: Icon, look } = looks[fit];
        return (
          <span key={title} className={classNames(styles.fit, look)} title={`${title}: ${stated ?? 'not stated'}, ${fit}`}>
            <Icon size={13} strokeWidth={2.2} aria-hidden /> {title}
            <span className="visually-hidden"> {fit}</span>
          </span>
        );
      })}
    </span>
  );
}
