import type { MaintainerRow } from '../../../../shared/contract/index.ts';
import { type ReachRules, usualRules } from '../../app/reach-route.ts';
import { navigate } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import type { ReachScope } from './ranking.tsx';
import styles from './reach.module.css';

const ties = [
  { tie: 'dataset', label: 'Count datasets' },
  { tie: 'architecture', label: 'Count architectures' },
  { tie: 'repository', label: 'Count shared repositories' },
] as const;

/** Why a whole ranking of transitive reach is nothing but zeros, and what may be counted besides: hubs of 2022 state no base models. */
export function NoReach({ scope, first }: { readonly scope: ReachScope; readonly first: MaintainerRow | null }) {
  const { mirror: _mirror, kind, hub, ...rules } = scope;
  const highest = useCall('reach.list', kind === 'transitive' && first?.reach === 0 ? { ...scope, limit: 1 } : null);
  if (highest.value?.rows[0]?.reach !== 0) return null;
  const count = (change: Partial<ReachRules['dependencies']>): void => navigate({ view: 'reach', kind, hub, maintainer: null, rules: { ...rules, dependencies: { ...rules.dependencies, ...change } } }, true);
  const off = ties.filter(({ tie }) => !rules.dependencies[tie]);
  const isNarrowed = rules.dependencies.relations.length < usualRules.dependencies.relations.length;
  return (
    <div className={styles.noReach} role="status">
      <p>
        Nobody reaches a package here: by the ties that count now, no package of this scope depends on another one{isNarrowed ? ', and only some relations to base models count' : ''}. Metadata of 2022 states no base models.
      </p>
      <p>
        {off.map(({ tie, label }) => (
          <Button key={tie} onClick={() => count({ [tie]: true })}>
            {label}
          </Button>
        ))}
        {isNarrowed && <Button onClick={() => count({ relations: usualRules.dependencies.relations })}>Count all relations</Button>}
      </p>
    </div>
  );
}
