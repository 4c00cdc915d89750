import { describe, expect, it } from 'vitest';
import { type Lanes, type LaneRow, maxLanes, placeCommit } from './lanes.ts';

/** Rows of a history written as `name: parent parent`, newest first. */
function rowsOf(history: string): readonly LaneRow[] {
  let lanes: Lanes = [];
  return history.trim().split('\n').map((line) => {
    const [sha = '', parents = ''] = line.trim().split(':');
    const placed = placeCommit(lanes, sha, parents.split(' ').filter((name) => name !== ''));
    lanes = placed.lanes;
    return placed.row;
  });
}

const row = (lane: number, above: number[], below: number[], through: number[] = []): LaneRow => ({ lane, above, below, through });

describe('lanes of commits', () => {
  it('keeps a line in one lane from its newest commit to its root', () => {
    expect(rowsOf('c: b\n b: a\n a:')).toEqual([row(0, [], [0]), row(0, [0], [0]), row(0, [0], [])]);
  });

  it('gives a merged branch a lane of its own, which ends where the branch began', () => {
    expect(rowsOf('merge: b side\n side: a\n b: a\n a:')).toEqual([row(0, [], [0, 1]), row(1, [1], [1], [0]), row(0, [0], [0], [1]), row(0, [0, 1], [])]);
  });

  it('leads a second merge of the same branch to the lane that waits for it already', () => {
    expect(rowsOf('m2: m1 side\n m1: a side\n side: a\n a:')).toEqual([row(0, [], [0, 1]), row(0, [0], [0, 1], [1]), row(1, [1], [1], [0]), row(0, [0, 1], [])]);
  });

  it('uses a lane again that has come free, and puts a second head beside the first', () => {
    const rows = rowsOf('m: b x\n x:\n head2: b\n b:');
    expect(rows.map(({ lane }) => lane)).toEqual([0, 1, 1, 0]);
    expect(rows[2]).toEqual(row(1, [], [1], [0]));
    expect(rows[3]).toEqual(row(0, [0, 1], []));
  });

  it('joins what one row leaves to what the next one meets, whatever the history', () => {
    const parents = (at: number): string => [at + 1, at + 1 + ((at * 7) % 13), at + 2 + ((at * 5) % 29)].filter((parent) => parent < 400).join(' ');
    const rows = rowsOf(Array.from({ length: 400 }, (_, at) => `${at}: ${parents(at)}`).join('\n'));
    rows.forEach(({ below, through }, at) => {
      const next = rows[at + 1];
      const leaving = [...new Set([...below, ...through])].sort((left, right) => left - right);
      const meeting = next ? [...new Set([...next.above, ...next.through])].sort((left, right) => left - right) : [];
      expect(meeting, `row ${at}`).toEqual(leaving);
    });
  });

  it('follows no more lanes than it may', () => {
    const heads = Array.from({ length: 500 }, (_, at) => `head${at}: parent${at}`).join('\n');
    const rows = rowsOf(heads);
    expect(Math.max(...rows.map(({ lane }) => lane))).toBe(maxLanes);
    expect(rows.at(-1)?.through).toHaveLength(maxLanes);
  });
});
