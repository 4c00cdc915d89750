import { X } from 'lucide-react';
import { useState } from 'react';
import type { GraphNode, ReachScope } from '../../../../../shared/contract/index.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { HubMark } from '../../../ui/marks.tsx';
import { formatCount } from '../../../ui/quantity.ts';
import { factsOf, kindNames } from '../words.ts';
import type { AboutNode } from './map-messages.ts';
import { useNames } from './use-names.ts';
import styles from './map.module.css';

interface MapCardProps {
  readonly scope: ReachScope;
  readonly about: AboutNode;
  readonly onChoose: (node: number) => void;
  readonly onOpen: (node: GraphNode) => void;
  readonly onClose: () => void;
}

/** Names that a list shows at first, and more of each time. */
const page = 20;

/** The chosen node, and lists of what it was made of and what was made of it. */
export function MapCard({ scope, about, onChoose, onOpen, onClose }: MapCardProps) {
  const names = useNames(scope, [about.node]);
  const node = names.get(about.node);
  return (
    <aside className={styles.card} aria-label="Chosen node">
      <header>
        <div>
          <p className={styles.kind}>
            {node?.hub && <HubMark hub={node.hub} />} {node ? kindNames[node.kind] : ''}
          </p>
          <h3>{node?.label ?? 'Loading'}</h3>
        </div>
        <IconButton icon={X} label="Choose none" onClick={onClose} />
      </header>
      {node && (
        <>
          <dl>
            {factsOf(node).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Button onClick={() => onOpen(node)}>Open</Button>
        </>
      )}
      <NodeList title="Made of" scope={scope} nodes={about.bases} onChoose={onChoose} />
      <NodeList title="Made of it" scope={scope} nodes={about.made} onChoose={onChoose} />
    </aside>
  );
}

interface NodeListProps {
  readonly title: string;
  readonly scope: ReachScope;
  readonly nodes: readonly number[];
  readonly onChoose: (node: number) => void;
}

function NodeList({ title, scope, nodes, onChoose }: NodeListProps) {
  const [shown, setShown] = useState(page);
  const listed = nodes.slice(0, shown);
  const names = useNames(scope, listed);
  if (nodes.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4>
        {title} <span>{formatCount(nodes.length)}</span>
      </h4>
      <ul>
        {listed.map((node) => (
          <li key={node}>
            <button type="button" onClick={() => onChoose(node)}>
              {names.get(node)?.label ?? '…'}
            </button>
          </li>
        ))}
      </ul>
      {shown < nodes.length && <Button onClick={() => setShown(shown + page)}>Show more</Button>}
    </section>
  );
}
