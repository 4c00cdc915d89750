import type { PackageDetail } from '../../../../shared/contract/index.ts';
import { packageId } from '../../../../shared/domain/index.ts';
import { modelsAddress, packageAddress } from '../../app/route.ts';
import { packagePictureAddress } from '../graph/explorer/context.ts';
import { Badge } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { filterText } from '../overview/filter-text.ts';
import styles from './package.module.css';

const sources: Readonly<Record<string, string>> = {
  baseModels: 'the hub’s list of base models',
  card: 'the model card’s metadata',
  tag: 'a tag',
  finetuned_from: 'the field finetuned_from',
  readme: 'the README of the clone',
};

/** What the package was made from, and what names it as its base. */
export function Lineage({ detail }: { readonly detail: PackageDetail }) {
  const { lineage, derived } = detail;
  if (lineage.length === 0 && derived.total === 0) return null;
  return (
    <Panel
      title="Lineage"
      actions={
        <>
          <a className={styles.asPicture} href={packagePictureAddress(detail, 'lineage')}>Show as a picture</a>
          <a className={styles.asPicture} href={packagePictureAddress(detail, 'tree')}>What depends on it</a>
        </>
      }
    >
      {lineage.length > 0 && (
        <ul className={styles.lineage} aria-label="Made from">
          {lineage.map((step) => (
            <li key={`${step.base} ${step.relation} ${step.source}`}>
              <span className={styles.muted}>Made from</span>
              {step.inMirror ? <a href={packageAddress(step.inMirror)}>{step.base}</a> : <span title="Not in this mirror">{step.base}</span>}
              <Badge>{step.relation}</Badge>
              <span className={styles.muted}>
                said by {sources[step.source] ?? step.source}
                {!step.inMirror && ', not in this mirror'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {derived.total > 0 && (
        <>
          <h3 className={styles.subhead}>
            Made from it: {formatCount(derived.total)}
            {derived.total > derived.rows.length && <a href={modelsAddress(filterText('base', detail.name))}>show all in Models</a>}
          </h3>
          <ul className={styles.derived}>
            {derived.rows.map(({ package: key, relation }) => (
              <li key={`${packageId(key)} ${relation}`}>
                <a href={packageAddress(key)}>{key.name}</a>
                {relation !== 'base' && <Badge>{relation}</Badge>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
