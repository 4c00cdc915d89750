import type { HistoryCommit } from '../../shared/contract/index.ts';

type Graph = NonNullable<HistoryCommit['graph']>;

/** Lanes drawn; those beyond are one mark at the edge. */
const drawnLanes = 20;

/** The lines of one commit's graph: those before it where lanes end in it, its own, those after it where lanes leave it. */
export interface GraphText {
  readonly before: string | null;
  readonly commit: string;
  readonly after: string | null;
}

/** Draws a row of the graph with characters, two for each lane, in the manner of `git log --graph`. */
export function drawGraph({ lane, above, below, through }: Graph): GraphText {
  const passing = new Set(through);
  const line = Array.from({ length: Math.min(drawnLanes, Math.max(lane, ...through, 0) + 1) }, (_, at) => (at === lane ? '* ' : passing.has(at) ? '| ' : '  ')).join('');
  const beyond = lane >= drawnLanes ? '> *' : through.some((at) => at >= drawnLanes) ? '>' : '';
  return {
    before: connect(lane, above, passing, { right: '/', left: '\\' }),
    commit: `${line}${beyond}`.trimEnd(),
    after: connect(lane, below, passing, { right: '\\', left: '/' }),
  };
}

/** The line between a commit and the lanes that it is joined to, or null where it is only its own. `right`: the mark of a lane to its right. */
function connect(lane: number, joined: readonly number[], passing: ReadonlySet<number>, marks: { readonly right: string; readonly left: string }): string | null {
  const others = joined.filter((at) => at !== lane && at < drawnLanes);
  if (others.length === 0 || lane >= drawnLanes) return null;
  const width = Math.min(drawnLanes, Math.max(lane, ...others, ...passing) + 1);
  const cells = Array.from<unknown, string>({ length: width * 2 }, (_, at) => (at % 2 === 0 && (passing.has(at / 2) || (at / 2 === lane && joined.includes(lane))) ? '|' : ' '));
  for (const other of others) {
    const [from, to] = other > lane ? [lane * 2 + 1, other * 2 - 1] : [other * 2 + 1, lane * 2 - 1];
    for (let at = from; at <= to; at += 1) if (cells[at] === ' ') cells[at] = '-';
    cells[other > lane ? to : from] = other > lane ? marks.right : marks.left;
  }
  return cells.join('').trimEnd();
}
