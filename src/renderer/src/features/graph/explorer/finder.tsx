import { type KeyboardEvent, type Ref, useDeferredValue, useId, useState } from 'react';
import type { GraphNode, ReachScope } from '../../../../../shared/contract/index.ts';
import { useCall } from '../../../client/use-call.ts';
import { classNames } from '../../../ui/class-names.ts';
import { SearchInput } from '../../../ui/field.tsx';
import { HubMark } from '../../../ui/marks.tsx';
import { kindNames } from '../words.ts';
import styles from './finder.module.css';

interface FinderProps {
  readonly label: string;
  readonly scope: ReachScope;
  /** Nodes on screen, found first; none where nothing is drawn. */
  readonly drawn: readonly GraphNode[];
  readonly value: string;
  readonly onValue: (text: string) => void;
  /** `isDrawn`: it is in the picture. */
  readonly onChoose: (node: GraphNode, isDrawn: boolean) => void;
  readonly ref: Ref<HTMLInputElement>;
}

/** Of each kind; so many have room in the lowest window, without a list to scroll. */
const listed = 6;

/** Finds nodes by a part of their names: in the picture, then anywhere in the scope. */
export function Finder({ label, scope, drawn, value, onValue, onChoose, ref }: FinderProps) {
  const id = useId();
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const wanted = useDeferredValue(value.trim());
  const asked = open && wanted.length > 1;
  const answer = useCall('graph.find', asked ? { ...scope, text: wanted, limit: 20 } : null);
  const here = wanted === '' ? [] : matching(drawn, wanted).slice(0, listed);
  const known = new Set(drawn.map((node) => node.id));
  const elsewhere = asked ? (answer.value?.nodes ?? []).filter((node) => !known.has(node.id)).slice(0, listed) : [];
  const all = [...here, ...elsewhere];
  const at = Math.min(active, all.length - 1);
  const shown = open && wanted !== '';
  const choose = (node: GraphNode | undefined): void => {
    if (!node) return;
    setOpen(false);
    onChoose(node, known.has(node.id));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && all.length > 0) setActive((at + step + all.length) % all.length);
    else if (event.key === 'Enter') choose(all[at]);
    else if (event.key === 'Escape' && value !== '') onValue('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const group = (title: string, nodes: readonly GraphNode[], from: number) => (
    <div role="group" aria-label={title}>
      <p className={styles.heading} role="presentation">{title}</p>
      {nodes.map((node, place) => (
        <button
          key={node.id}
          type="button"
          id={`${id}-${from + place}`}
          role="option"
          tabIndex={-1}
          aria-selected={from + place === at}
          className={classNames(styles.option, from + place === at && styles.active)}
          onPointerMove={() => setActive(from + place)}
          // The box keeps the focus, whose loss closes the list.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(node)}
        >
          {node.hub && <HubMark hub={node.hub} />}
          <span className={styles.name}>{node.label}</span>
          <span className={styles.kind}>{kindNames[node.kind]}</span>
        </button>
      ))}
    </div>
  );
  return (
    <div className={styles.finder} onBlur={() => setOpen(false)}>
      <SearchInput
        ref={ref}
        label={label}
        value={value}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onChange={(text) => {
          setActive(0);
          setOpen(true);
          onValue(text);
        }}
      />
      {shown && (
        <div className={styles.list}>
          <div id={`${id}-list`} role="listbox" aria-label="Nodes found" tabIndex={-1}>
            {here.length > 0 && group('In the picture', here, 0)}
            {elsewhere.length > 0 && group(drawn.length > 0 ? 'Elsewhere in the mirror' : 'In the mirror', elsewhere, here.length)}
          </div>
          {all.length === 0 && <p className={styles.none}>{answer.loading ? 'Searching…' : wanted.length < 2 ? 'Two characters of a name are enough.' : (answer.error?.message ?? 'Nothing has this name.')}</p>}
        </div>
      )}
    </div>
  );
}

/** Nodes with the text in their names, in any case. */
export function matching(nodes: readonly GraphNode[], text: string): readonly GraphNode[] {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? [] : nodes.filter(({ label, kind }) => kind !== 'more' && label.toLowerCase().includes(wanted));
}
