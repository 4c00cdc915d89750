import { X } from 'lucide-react';
import type { GraphEdge, GraphNode } from '../../../../../shared/contract/index.ts';
import { Keys } from '../../../app/keys.tsx';
import { useKeysOf } from '../../../app/bindings.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Badge, HubMark } from '../../../ui/marks.tsx';
import { FloatingMenu, MenuItem, MenuLabel, MenuLine } from '../../../ui/menu.tsx';
import { formatPlural } from '../../../ui/quantity.ts';
import { selectNodes } from '../state/store.ts';
import { factsOf, kindNames } from '../words.ts';
import { type NodeAction, nodeActions, type NodeDesk } from './node-actions.ts';
import styles from './cards.module.css';

interface NodeCardProps {
  readonly desk: NodeDesk;
  readonly node: GraphNode;
  /** Ties that are drawn. */
  readonly edges: readonly GraphEdge[];
}

/** The chosen node: what is known of it, and what can be done with it. */
export function NodeCard({ desk, node, edges }: NodeCardProps) {
  const { here, elsewhere } = nodeActions(desk, node);
  const ties = edges.filter(({ source, target }) => source === node.id || target === node.id);
  const conflicts = ties.filter(({ conflict }) => conflict !== null);
  return (
    <aside className={styles.card} aria-label="Chosen node">
      <header>
        <div>
          <p className={styles.kind}>
            {node.hub && <HubMark hub={node.hub} />} {kindNames[node.kind]}
          </p>
          <h3>{node.label}</h3>
        </div>
        <IconButton icon={X} label="Choose none" onClick={() => selectNodes([])} />
      </header>
      {node.automated && <Badge tone="warning">Automated account</Badge>}
      <dl className={styles.facts}>
        {factsOf(node).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>Drawn ties</dt>
          <dd>{formatPlural(ties.length, 'tie')}</dd>
        </div>
      </dl>
      {conflicts.length > 0 && (
        <ul className={styles.conflicts} aria-label="Licence conflicts">
          {conflicts.slice(0, 3).map(({ source, target, conflict }) => (
            <li key={`${source} ${target}`}>{conflict}</li>
          ))}
        </ul>
      )}
      <ul className={styles.actions}>
        {[...here, ...elsewhere].map((action) => (
          <li key={action.title}>
            <ActionButton action={action} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function ActionButton({ action: { title, icon: Icon, command, run } }: { readonly action: NodeAction }) {
  return (
    <button type="button" onClick={run}>
      <Icon size={14} strokeWidth={1.8} aria-hidden />
      <span>{title}</span>
      {command && <CommandKeys command={command} />}
    </button>
  );
}

function CommandKeys({ command }: { readonly command: NonNullable<NodeAction['command']> }) {
  const keys = useKeysOf(command);
  return keys ? <Keys keys={keys} /> : null;
}

interface NodeMenuProps {
  readonly desk: NodeDesk;
  readonly node: GraphNode;
  readonly anchor: DOMRect;
  readonly onClose: () => void;
}

/** The same as a menu, where the node was clicked with the other button. */
export function NodeMenu({ desk, node, anchor, onClose }: NodeMenuProps) {
  const { here, elsewhere } = nodeActions(desk, node);
  const item = ({ title, icon: Icon, run }: NodeAction) => (
    <MenuItem
      key={title}
      icon={<Icon size={15} strokeWidth={1.8} aria-hidden />}
      onSelect={() => {
        onClose();
        run();
      }}
    >
      {title}
    </MenuItem>
  );
  return (
    <FloatingMenu label={`What can be done with ${node.label}`} anchor={anchor} onClose={onClose}>
      <MenuLabel>{node.label}</MenuLabel>
      {here.map(item)}
      {elsewhere.length > 0 && <MenuLine />}
      {elsewhere.map(item)}
    </FloatingMenu>
  );
}
