import type { HistoryCommit } from '../../../../../shared/contract/index.ts';
import styles from './history.module.css';

type Graph = NonNullable<HistoryCommit['graph']>;

const laneWidth = 14;
const radius = 4;
const colours = 6;

/** Lanes drawn at the most; a row that has more says so at its edge. */
const drawnLanes = 14;

/** Pixels that so many lanes take. */
export function graphWidth(lanes: number): number {
  return Math.min(lanes, drawnLanes) * laneWidth + (lanes > drawnLanes ? 36 : 18);
}

/** Lanes that a row needs. */
export function lanesOf(graph: Graph | null): number {
  return graph === null ? 1 : Math.max(graph.lane, ...graph.above, ...graph.below, ...graph.through) + 1;
}

const colourOf = (lane: number): string => `var(--lane-${lane % colours})`;
const centreOf = (lane: number): number => lane * laneWidth + 10;

/** One commit's place in the graph. Merges are rings, so that colour is not the only mark; lines show which lanes meet. */
export function GraphCell({ graph, height, isHead }: { readonly graph: Graph; readonly height: number; readonly isHead: boolean }) {
  const middle = height / 2;
  const lane = Math.min(graph.lane, drawnLanes);
  const x = centreOf(lane);
  const isShown = (at: number): boolean => at < drawnLanes;
  const beyond = lanesOf(graph) - drawnLanes;
  const isMerge = graph.below.length > 1;
  return (
    <svg className={styles.graph} width={graphWidth(lanesOf(graph))} height={height} role="img" aria-label={label(graph, isHead)}>
      {graph.through.filter(isShown).map((at) => (
        <path key={`t${at}`} d={`M${centreOf(at)} 0V${height}`} stroke={colourOf(at)} />
      ))}
      {graph.above.filter(isShown).map((at) => (
        <path key={`a${at}`} d={curve(centreOf(at), 0, x, middle)} stroke={colourOf(at)} />
      ))}
      {graph.below.filter(isShown).map((at) => (
        <path key={`b${at}`} d={curve(x, middle, centreOf(at), height)} stroke={colourOf(at)} />
      ))}
      <circle cx={x} cy={middle} r={isMerge ? radius + 0.5 : radius} stroke={colourOf(graph.lane)} fill={isMerge ? 'var(--surface)' : colourOf(graph.lane)} />
      {beyond > 0 && (
        <text x={centreOf(drawnLanes) + radius + 3} y={middle + 3} className={styles.beyond}>
          +{beyond}
        </text>
      )}
    </svg>
  );
}

function label({ lane, above, below }: Graph, isHead: boolean): string {
  const role = below.length > 1 ? 'merge' : below.length === 0 ? 'end of a line' : above.length > 1 ? 'where branches part' : above.length === 0 ? 'tip' : 'commit';
  return `${isHead ? 'HEAD, ' : ''}${role} in lane ${lane + 1}`;
}

/** From one point down to another, leaving and arriving upright. */
function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  if (fromX === toX) return `M${fromX} ${fromY}V${toY}`;
  const half = (fromY + toY) / 2;
  return `M${fromX} ${fromY}C${fromX} ${half} ${toX} ${half} ${toX} ${toY}`;
}
