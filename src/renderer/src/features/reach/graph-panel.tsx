import { X } from 'lucide-react';
import { useState } from 'react';
import type { ReachGraph, ReachKind, ReachNode } from '../../../../shared/contract/index.ts';
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
import { RestTable } from './rest-table.tsx';
import { changeReach, useReach } from './store.ts';
import { reachWords, sideOf, sideWords } from './words.ts';
import styles from './reach.module.css';

type Side = 'repositories' | 'maintainers';

const highestCap = 500;

const forms = [
  { value: 'graph', label: 'Graph' },
  { value: 'table', label: 'Table' },
] as const;

/** One maintainer with repositories or packages and co-maintainers, as a picture and as a table of the same nodes. */
export function GraphPanel({ scope, maintainer }: { readonly scope: ReachScope; readonly maintainer: string }) {
  const { cap, shows } = useReach();
  const [rest, setRest] = useState<Side | null>(null);
  const words = reachWords[scope.kind];
  const { value: graph, error, loading, reload } = useCall('reach.graph', { ...scope, maintainer, cap });
  const close = (): void => navigate({ view: 'reach', kind: scope.kind, hub: scope.hub, maintainer: null });
  const open = (node: ReachNode): void => {
    if (node.kind === 'maintainer' && !node.focus) navigate({ view: 'reach', kind: scope.kind, hub: scope.hub, maintainer: maintainerOf(node) });
    else if (node.package) location.hash = packageAddress(node.package);
    else if (node.kind === 'more') setRest(sideOf(node));
  };
  return (
    <section className={styles.graph} aria-label={`Chosen ${words.who}`}>
      <header className={styles.graphHead}>
        <div>
          <h2>{graph?.focus.name || maintainer}</h2>
          {graph && <FocusFacts graph={graph} direct={scope.kind === 'direct'} />}
        </div>
        <Segments
          label="Shown as"
          options={forms}
          value={shows}
          onChange={(value) => {
            setRest(null);
            changeReach({ shows: value });
          }}
        />
        <IconButton icon={X} label="Close and show the rank plot" onClick={close} />
      </header>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!graph && loading && <div className={styles.waiting}><Skeleton lines={8} label="Laying out the graph" /></div>}
      {graph && rest !== null && <RestTable scope={scope} maintainer={maintainer} cap={cap} side={rest} onOpen={open} onBack={() => setRest(null)} />}
      {graph && rest === null && shows === 'graph' && <GraphCanvas kind={scope.kind} graph={graph} onOpen={open} />}
      {graph && rest === null && shows === 'table' && <NodesTable kind={scope.kind} nodes={graph.nodes} onOpen={open} />}
      {graph && rest === null && (
        <footer className={styles.graphFoot}>
          <Legend kind={scope.kind} nodes={graph.nodes} />
          <Hidden graph={graph} kind={scope.kind} cap={cap} onList={setRest} />
        </footer>
      )}
    </section>
  );
}

/** A maintainer node's key: the engine puts it behind the kind, as `maintainer:<key>`, or gives it bare. */
function maintainerOf(node: ReachNode): string {
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

interface HiddenProps {
  readonly graph: ReachGraph;
  readonly kind: ReachKind;
  readonly cap: number;
  readonly onList: (side: Side) => void;
}

function Hidden({ graph, kind, cap, onList }: HiddenProps) {
  const sides = (['repositories', 'maintainers'] as const).filter((side) => graph.hidden[side] > 0);
  if (sides.length === 0) return null;
  return (
    <p className={styles.hidden}>
      <span>Not drawn:</span>
      {sides.map((side) => {
        const { one, many } = sideWords(kind, side);
        return (
          <button key={side} type="button" className={styles.listLink} onClick={() => onList(side)}>
            {formatPlural(graph.hidden[side], one, many)}
          </button>
        );
      })}
      {cap < highestCap && <Button onClick={() => changeReach({ cap: Math.min(highestCap, cap * 2) })}>Draw more</Button>}
    </p>
  );
}
