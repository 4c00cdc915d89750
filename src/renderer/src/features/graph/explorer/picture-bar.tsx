import { CalendarClock, Download, EyeOff, Focus, Lasso, RotateCcw, Shuffle, Undo2, Ungroup } from 'lucide-react';
import { useTooltip } from '../../../app/bindings.ts';
import { type ReachRoute, usualLineage } from '../../../app/reach-route.ts';
import { undo } from '../../../app/undo.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { Segments } from '../../../ui/tabs.tsx';
import { isUntouched, untouched } from '../state/exploration.ts';
import { changeExplorer, explorationOf, explore, useExplorer } from '../state/store.ts';
import { kindOfId, pictureOf, viewNames, viewsOf } from '../words.ts';
import { askWhatIf, focusOnNodes, showHiddenNodes, unfoldAll } from './actions.ts';
import { type DrawnContext, focusOf, showPicture } from './context.ts';
import styles from './explorer.module.css';

interface PictureBarProps {
  readonly context: DrawnContext;
  readonly isLasso: boolean;
  readonly onLasso: () => void;
  readonly onArrange: () => void;
  readonly onSave: () => void;
  /** How many neighbours are folded into a node. */
  readonly folded: ReadonlyMap<string, number> | null;
}

const forms = [
  { value: 'picture', label: 'Picture' },
  { value: 'table', label: 'Table' },
] as const;

const events = [
  { value: 'taken-over', label: 'Taken over', title: 'Whatever depends on them could be changed' },
  { value: 'lost', label: 'Lost', title: 'Whatever depends on them loses its base' },
] as const;

/** What can be done with the picture as a whole. */
export function PictureBar({ context, isLasso, onLasso, onArrange, onSave, folded }: PictureBarProps) {
  const { route, place, picture } = context;
  const { shows, showsTime } = useExplorer();
  const exploration = explorationOf(place);
  const lassoLabel = useTooltip('Choose with a lasso', 'graph.lasso');
  const arrangeLabel = useTooltip('Lay out anew', 'graph.arrange');
  const saveLabel = useTooltip('Save the picture', 'graph.export');
  return (
    <div className={styles.bar} role="toolbar" aria-label="Picture">
      <Views route={route} context={context} />
      {picture.view === 'what-if' && <Segments label="What happens" options={events} value={picture.event} onChange={(event) => askWhatIf(context, picture.nodes, event)} />}
      {picture.view === 'lineage' && <LineageSteps context={context} />}
      <span className={styles.space} />
      {exploration.only.length > 0 && (
        <Button icon={Focus} onClick={() => focusOnNodes(context, [])}>
          End focus
        </Button>
      )}
      {folded !== null && folded.size > 0 && (
        <Button icon={Ungroup} title="Nodes that hang on one alone are folded into it, in pictures of more than 600 nodes by themselves" onClick={() => unfoldAll(context, folded.keys())}>
          Unfold {formatPlural(folded.size, 'cluster')}
        </Button>
      )}
      {exploration.hidden.size > 0 && (
        <Button icon={EyeOff} onClick={() => showHiddenNodes(context)}>
          Show {formatCount(exploration.hidden.size)} hidden
        </Button>
      )}
      {!isUntouched(exploration) && (
        <>
          <IconButton icon={Undo2} label="Undo" onClick={() => void undo()} />
          <IconButton icon={RotateCcw} label="As it was drawn first" onClick={() => explore(route, place, 'Drew the picture as at first', () => untouched)} />
        </>
      )}
      <span className={styles.tools}>
        <IconButton icon={Lasso} label={lassoLabel} aria-pressed={isLasso} onClick={onLasso} />
        <IconButton icon={Shuffle} label={arrangeLabel} onClick={onArrange} />
        <IconButton icon={CalendarClock} label="Play by commit date" aria-pressed={showsTime} onClick={() => changeExplorer({ showsTime: !showsTime, time: null })} />
        <IconButton icon={Download} label={saveLabel} onClick={onSave} />
      </span>
      <Segments label="Shown as" options={forms} value={shows} onChange={(value) => changeExplorer({ shows: value })} />
    </div>
  );
}

/** Other pictures of the same node. */
function Views({ route, context: { picture } }: { readonly route: ReachRoute; readonly context: DrawnContext }) {
  const node = focusOf(picture);
  const kind = node === null ? null : kindOfId(node);
  if (node === null || kind === null) return null;
  const taken = kind === 'repository' || kind === 'dataset' || kind === 'architecture' ? [] : (['what-if'] as const);
  const options = [...viewsOf(kind), ...taken].map((view) => ({ value: view, label: viewNames[view] }));
  const show = (view: (typeof options)[number]['value']): void => showPicture(route, view === 'what-if' ? { view, nodes: [node], event: 'taken-over' } : pictureOf(view, node, usualLineage));
  return options.length > 1 ? <Segments label="Picture of it" options={options} value={picture.view as (typeof options)[number]['value']} onChange={show} /> : null;
}

/** How far a lineage goes up and down. */
function LineageSteps({ context: { route, picture } }: { readonly context: DrawnContext }) {
  if (picture.view !== 'lineage') return null;
  const field = (side: 'up' | 'down', title: string) => (
    <label className={styles.steps}>
      {title}
      <input
        type="number"
        min={0}
        max={10_000}
        value={picture[side]}
        title={`${title}: ${formatPlural(picture[side], 'step')}`}
        onChange={({ target }) => showPicture(route, { ...picture, [side]: Math.max(0, Math.min(10_000, Math.trunc(target.valueAsNumber) || 0)) })}
      />
    </label>
  );
  return (
    <>
      {field('up', 'Steps up')}
      {field('down', 'down')}
    </>
  );
}
