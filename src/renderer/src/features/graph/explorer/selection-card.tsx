import { EyeOff, Focus, Group, Pin, Route as RouteIcon, Skull, SquareCheckBig, UserX, X } from 'lucide-react';
import type { GraphNode } from '../../../../../shared/contract/index.ts';
import { goToAddress } from '../../../app/route.ts';
import { IconButton } from '../../../ui/button.tsx';
import { formatPlural } from '../../../ui/quantity.ts';
import { showToast } from '../../../ui/toast.tsx';
import { addPicked } from '../../models/selection.ts';
import { keepAsSubset } from '../../subsets/store.ts';
import { selectNodes } from '../state/store.ts';
import { kindNames } from '../words.ts';
import { askWhatIf, connectNodes, focusOnNodes, hideNodes, togglePin } from './actions.ts';
import type { NodeDesk } from './node-actions.ts';
import styles from './cards.module.css';

const size = 14;

/** What can be done with several chosen nodes at once. */
export function SelectionCard({ desk, nodes }: { readonly desk: NodeDesk; readonly nodes: readonly GraphNode[] }) {
  const { context, pointOf } = desk;
  const takeable = nodes.filter(({ kind }) => kind === 'maintainer' || kind === 'owner' || kind === 'package' || kind === 'missing').map(({ id }) => id);
  const packages = nodes.flatMap(({ package: key }) => key ?? []);
  const [first, second] = nodes;
  const pickPackages = (): void => {
    addPicked(context.scope.mirror, packages);
    showToast({ tone: 'good', title: `Picked ${formatPlural(packages.length, 'package')} for Models`, action: { label: 'Show Models', run: () => goToAddress('#/models') } });
  };
  return (
    <aside className={styles.card} aria-label="Chosen nodes">
      <header>
        <h3>{formatPlural(nodes.length, 'node')} chosen</h3>
        <IconButton icon={X} label="Choose none" onClick={() => selectNodes([])} />
      </header>
      <ul className={styles.chosen}>
        {nodes.slice(0, 6).map((node) => (
          <li key={node.id}>
            <span>{node.label}</span> <em>{kindNames[node.kind]}</em>
          </li>
        ))}
        {nodes.length > 6 && <li>and {nodes.length - 6} more</li>}
      </ul>
      <ul className={styles.actions}>
        {nodes.length === 2 && first && second && (
          <li>
            <button type="button" onClick={() => connectNodes(context, first.id, second.id)}>
              <RouteIcon size={size} aria-hidden /> <span>Why are they connected</span>
            </button>
          </li>
        )}
        <li>
          <button type="button" onClick={() => focusOnNodes(context, nodes)}>
            <Focus size={size} aria-hidden /> <span>Focus: only them and their neighbours</span>
          </button>
        </li>
        {takeable.length > 0 && (
          <>
            <li>
              <button type="button" onClick={() => askWhatIf(context, takeable, 'taken-over')}>
                <UserX size={size} aria-hidden /> <span>What if they are taken over</span>
              </button>
            </li>
            <li>
              <button type="button" onClick={() => askWhatIf(context, takeable, 'lost')}>
                <Skull size={size} aria-hidden /> <span>What if they are lost</span>
              </button>
            </li>
          </>
        )}
        {packages.length > 0 && (
          <li>
            <button type="button" onClick={pickPackages}>
              <SquareCheckBig size={size} aria-hidden /> <span>Pick {formatPlural(packages.length, 'package')} for Models</span>
            </button>
            <button type="button" onClick={() => keepAsSubset(packages)}>
              <Group size={size} aria-hidden /> <span>Save {formatPlural(packages.length, 'package')} as a subset</span>
            </button>
          </li>
        )}
        <li>
          <button type="button" onClick={() => togglePin(context, nodes, pointOf)}>
            <Pin size={size} aria-hidden /> <span>Pin or unpin</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => hideNodes(context, nodes)}>
            <EyeOff size={size} aria-hidden /> <span>Hide</span>
          </button>
        </li>
      </ul>
    </aside>
  );
}
