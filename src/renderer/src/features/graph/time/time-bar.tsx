import type { Graph } from '../../../../../shared/contract/index.ts';

interface TimeBarProps {
  readonly graph: Graph;
  /** The moment that is shown, in seconds since 1970; null: all of it. */
  readonly time: number | null;
  readonly onTime: (time: number | null) => void;
}

/** Plays a graph by commit date. `timesOf` and `shownAt` tell what is there at a time. */
export function TimeBar({ graph, time, onTime }: TimeBarProps) {
  return <input type="range" aria-label="Date" max={graph.nodes.length} value={time ?? 0} onChange={(event) => onTime(Number(event.target.value))} />;
}
