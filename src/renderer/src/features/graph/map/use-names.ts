import { useEffect, useState } from 'react';
import type { GraphNode, ReachScope } from '../../../../../shared/contract/index.ts';
import { call } from '../../../client/client.ts';

/** The longest list that a call takes. */
const most = 1000;

/** Nodes of the map by their numbers, as far as they have come; what was once asked for in a scope is kept. */
export function useNames(scope: ReachScope, numbers: readonly number[]): ReadonlyMap<number, GraphNode> {
  const key = JSON.stringify(scope);
  const [known, setKnown] = useState<{ readonly key: string; readonly nodes: ReadonlyMap<number, GraphNode> }>({ key, nodes: new Map() });
  const nodes = known.key === key ? known.nodes : none;
  const wanted = numbers.filter((number) => !nodes.has(number)).slice(0, most).join(',');
  useEffect(() => {
    if (wanted === '') return;
    const asked = wanted.split(',').map(Number);
    const controller = new AbortController();
    const ask = async (): Promise<void> => {
      const answer = await call('graph.mapNodes', { ...(JSON.parse(key) as ReachScope), nodes: asked }, controller.signal);
      if (!answer.ok || controller.signal.aborted) return;
      setKnown((before) => ({ key, nodes: new Map([...(before.key === key ? before.nodes : []), ...answer.value.nodes.map((node, index) => [asked[index] ?? -1, node] as const)]) }));
    };
    void ask();
    return () => controller.abort();
  }, [key, wanted]);
  return nodes;
}

const none: ReadonlyMap<number, GraphNode> = new Map();
