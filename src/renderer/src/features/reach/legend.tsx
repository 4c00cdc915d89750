import type { CSSProperties } from 'react';
import type { ReachGraph, ReachKind } from '../../../../shared/contract/index.ts';
import { hubById, hubIds } from '../../../../shared/domain/index.ts';
import { classNames } from '../../ui/class-names.ts';
import { capitalised, reachWords } from './words.ts';
import styles from './reach.module.css';

type GraphNode = ReachGraph['nodes'][number];

/** What the shapes and colours that are on screen mean. */
export function Legend({ kind, nodes }: { readonly kind: ReachKind; readonly nodes: readonly GraphNode[] }) {
  const has = (kind: GraphNode['kind']): boolean => nodes.some((node) => node.kind === kind);
  const shownHubs = hubIds.filter((hub) => nodes.some((node) => node.hub === hub));
  return (
    <ul className={styles.legend} aria-label="Legend">
      {has('maintainer') && (
        <li>
          <span className={classNames(styles.key, styles.round)} /> {capitalised(reachWords[kind].who)}, larger with reach
        </li>
      )}
      {has('repository') && (
        <li>
          <span className={styles.key} /> Repository
        </li>
      )}
      {has('package') && (
        <li>
          <span className={styles.key} /> Package
        </li>
      )}
      {has('more') && (
        <li>
          <span className={classNames(styles.key, styles.dashed)} /> More that are not drawn
        </li>
      )}
      {shownHubs.map((hub) => (
        <li key={hub}>
          <span className={styles.key} style={{ background: `var(--hub-${hub})`, borderColor: `var(--hub-${hub})` } as CSSProperties} /> {hubById(hub).title}
        </li>
      ))}
    </ul>
  );
}
