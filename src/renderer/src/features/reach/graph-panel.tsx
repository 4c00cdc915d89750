import { X } from 'lucide-react';
import type { ReachGraph } from '../../../../shared/contract/index.ts';
import { navigate, packageAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Badge, HubMark } from '../../ui/marks.tsx';
import { formatCount, formatPlural, formatShort } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { GraphCanvas } from './graph-canvas.tsx';
import { Legend } from './legend.tsx';
import { NodesTable } from './nodes-table.tsx';
import type { ReachScope } from './ranking.tsx';
import { changeReach, useReach } from './store.ts';
import styles from './reach.module.css';

type GraphNode = ReachGraph['nodes'][number];

const highestCap = 500;

const forms = [
  { value: 'graph', label: 'Graph' },
  { value: 'table', label: 'Table' },
] as const;

/** One maintainer with repositories or packages and co-maintainers, as a picture and as a table of the same nodes. */
export function GraphPanel({ scope, maintainer }: { readonly scope: ReachScope; readonly maintainer: string }) {
  const { cap, shows } = useReach();
  const { value: graph, error, loading, reload } = useCall('reach.graph', { ...scope, maintainer, cap });
  const close = (): void => navigate({ view: 'reach', kind: scope.kind, hub: scope.hub, maintainer: null });
  const open = (node: GraphNode): void => {
    if (node.kind === 'maintainer' && !node.focus) navigate({ view: 'reach', kind: scope.kind, hub: scope.hub, maintainer: maintainerOf(node) });
    else if (node.package) location.hash = packageAddress(node.package);
    else if (node.kind === 'more') changeReach({ cap: Math.min(highestCap, cap * 2), shows });
  };
  return (
    <section className={styles.graph} aria-label="Chosen maintainer">
      <header className={styles.graphHead}>
        <div>
          <h2>{graph?.focus.name || maintainer}</h2>
          {graph && <FocusFacts graph={graph} direct={scope.kind === 'direct'} />}
        </div>
        <Segments label="Shown as" options={forms} value={shows} onChange={(value) => changeReach({ shows: value })} />
        <IconButton icon={X} label="Close and show the rank plot" onClick={close} />
      </header>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!graph && loading && <div className={styles.waiting}><Skeleton lines={8} label="Laying out the graph" /></div>}
      {graph && shows === 'graph' && <GraphCanvas graph={graph} onOpen={open} />}
      {graph && shows === 'table' && <NodesTable nodes={graph.nodes} onOpen={open} />}
      {graph && (
        <footer className={styles.graphFoot}>
          <Legend nodes={graph.nodes} />
          <Hidden graph={graph} cap={cap} direct={scope.kind === 'direct'} />
        </footer>
      )}
    </section>
  );
}

/** A maintainer node's key: the engine puts it behind the kind, as `maintainer:<key>`, or gives it bare. */
function maintainerOf(node: GraphNode): string {
  return node.id.replace(/^(?:maintainer|m):/, '');
}

function FocusFacts({ graph, direct }: { readonly graph: ReachGraph; readonly direct: boolean }) {
  const { focus } = graph;
  return (
    <p className={styles.facts}>
      <code>{focus.maintainer}</code>
      <span>{direct ? formatPlural(focus.reach, 'repository', 'repositories') : formatPlural(focus.reach, 'package')}</span>
      {focus.commits !== null && (
        <span>
          {formatPlural(focus.commits, 'commit')}, {formatCount(focus.signedCommits ?? 0)} with a signature
        </span>
      )}
      {focus.downloads > 0 && <span>{formatShort(focus.downloads)} downloads</span>}
      {focus.hubs.map((hub) => (
        <HubMark key={hub} hub={hub} />
      ))}
      {focus.automated && <Badge tone="warning">Automated account</Badge>}
    </p>
  );
}

function Hidden({ graph, cap, direct }: { readonly graph: ReachGraph; readonly cap: number; readonly direct: boolean }) {
  const { repositories, maintainers } = graph.hidden;
  if (repositories + maintainers === 0) return null;
  const things = direct ? formatPlural(repositories, 'repository', 'repositories') : formatPlural(repositories, 'package');
  const parts = [repositories > 0 && things, maintainers > 0 && formatPlural(maintainers, direct ? 'maintainer' : 'owner')];
  return (
    <p className={styles.hidden}>
      Not drawn: {parts.filter(Boolean).join(' and ')}
      {cap < highestCap && <Button onClick={() => changeReach({ cap: Math.min(highestCap, cap * 2) })}>Draw more</Button>}
    </p>
  );
}
