import type { Database } from 'better-sqlite3';
import { decisionContentSchema } from '../../shared/contract/decisions.ts';
import type { Decision, DecisionContent } from '../../shared/contract/index.ts';
import { decisionLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { newId, readKnown, writerOf } from './writing.ts';

/** What was decided about models of a mirror. Whether the list has the mirror makes no difference here. All that writes does so whole or not at all. */
export interface DecisionStore {
  /** Changed last first. One that another version wrote in a form not known here is left out. */
  list(mirror: string): readonly Decision[];
  /** Throws `not-found`. */
  get(mirror: string, id: string): Decision;
  /** Throws `refused` where there are too many. */
  create(mirror: string, content: DecisionContent): Decision;
  /** Changes what stands there in one step. Throws `not-found`, and whatever `change` throws. */
  update(mirror: string, id: string, change: (now: DecisionContent) => DecisionContent): Decision;
  /** Throws `not-found`. */
  remove(mirror: string, id: string): Decision;
  /** Throws `refused` where it is there, or there are too many. */
  restore(mirror: string, decision: Decision): Decision;
}

interface DecisionRow {
  readonly id: string;
  readonly content: string;
  readonly created_at: number;
  readonly changed_at: number;
}

export function openDecisions(database: Database): DecisionStore {
  const columns = 'id, content, created_at, changed_at';
  const all = database.prepare<[string], DecisionRow>(`SELECT ${columns} FROM decision WHERE mirror = ? ORDER BY changed_at DESC, number DESC`);
  const one = database.prepare<[string, string], DecisionRow>(`SELECT ${columns} FROM decision WHERE mirror = ? AND id = ?`);
  const counted = database.prepare<[string], { count: number }>('SELECT count(*) AS count FROM decision WHERE mirror = ?');
  const insert = database.prepare<[string, string, string, number, number]>('INSERT INTO decision (id, mirror, content, created_at, changed_at) VALUES (?, ?, ?, ?, ?)');
  const write = database.prepare<[string, number, string, string]>('UPDATE decision SET content = ?, changed_at = ? WHERE mirror = ? AND id = ?');
  const drop = database.prepare<[string, string]>('DELETE FROM decision WHERE mirror = ? AND id = ?');

  const get = (mirror: string, id: string): Decision => {
    const row = one.get(mirror, id);
    const decision = row === undefined ? null : toDecision(row);
    if (decision === null) throw new ExpectedError('not-found', 'This mirror has no such decision.', 'It may have been deleted, or belong to another mirror.');
    return decision;
  };
  const add = (mirror: string, { id, createdAt, changedAt, ...content }: Decision): Decision => {
    if ((counted.get(mirror)?.count ?? 0) >= decisionLimits.decisions) throw new ExpectedError('refused', `There are ${decisionLimits.decisions} decisions of a mirror at most.`, 'Delete one first.');
    insert.run(id, mirror, JSON.stringify(content), createdAt, changedAt);
    return get(mirror, id);
  };
  const inOne = writerOf(database);
  return {
    list: (mirror) => all.all(mirror).flatMap((row) => toDecision(row) ?? []),
    get,
    create: (mirror, content) =>
      inOne(() => {
        const now = Date.now();
        return add(mirror, { ...content, id: newId(), createdAt: now, changedAt: now });
      }),
    update: (mirror, id, change) =>
      inOne(() => {
        const content = change(contentOf(get(mirror, id)));
        write.run(JSON.stringify(content), Date.now(), mirror, id);
        return get(mirror, id);
      }),
    remove: (mirror, id) =>
      inOne(() => {
        const removed = get(mirror, id);
        drop.run(mirror, id);
        return removed;
      }),
    restore: (mirror, decision) =>
      inOne(() => {
        if (one.get(mirror, decision.id)) throw new ExpectedError('refused', `The decision “${decision.title}” is there already.`);
        return add(mirror, decision);
      }),
  };
}

/** A decision without what tells it from another of the same content. */
export function contentOf({ id: _id, createdAt: _created, changedAt: _changed, ...content }: Decision): DecisionContent {
  return content;
}

function toDecision({ id, content, created_at, changed_at }: DecisionRow): Decision | null {
  const known = readKnown(decisionContentSchema(), content);
  return known && { ...known, id, createdAt: created_at, changedAt: changed_at };
}
