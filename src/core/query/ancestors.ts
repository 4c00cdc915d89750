import { cancelledError } from '../../shared/result.ts';
import type { LineageRelation, PackageKey } from '../../shared/domain/index.ts';
import { lineageRelations, nameOf, type ReadDatabase } from '../index/index.ts';
import { packageKeyOf } from './package-rows.ts';
import { prepare } from './statements.ts';

/** A base model, or a base of one. */
export interface Ancestor {
  /** As whatever derives from it names it. */
  readonly name: string;
  /** Null where the mirror lacks it. */
  readonly package: PackageKey | null;
  readonly license: string | null;
  /** 1: a base model of the package itself. */
  readonly steps: number;
  readonly relation: LineageRelation;
}

interface StoredBase {
  readonly base: string;
  readonly relation: number;
  readonly target: number | null;
  readonly hub: number | null;
  readonly name: string | null;
  readonly ordinal: number | null;
  readonly license: string | null;
}

/** A chain of ten is long; a hostile mirror may have any. */
const mostAncestors = 1000;

/** Base models over any number of steps, the nearest first, each once; cycles end. Throws `cancelled` where `isStopped` says so. */
export function ancestorsOf(database: ReadDatabase, id: number, isStopped: () => boolean): readonly Ancestor[] {
  const bases = prepare<[number], StoredBase>(
    database,
    `SELECT t.text AS base, l.relation, l.target, b.hub, b.name, b.ordinal, (SELECT text FROM term WHERE id = b.license) AS license
     FROM lineage AS l JOIN term AS t ON t.id = l.base LEFT JOIN package AS b ON b.id = l.target
     WHERE l.package = ? ORDER BY l.source, t.text, l.relation`,
  );
  const found = new Map<string | number, Ancestor>();
  let level: readonly number[] = [id];
  for (let steps = 1; level.length > 0; steps += 1) {
    const next: number[] = [];
    for (const from of level) {
      if (isStopped()) throw cancelledError();
      for (const { base, relation, target, hub, name, ordinal, license } of bases.all(from)) {
        const key = target ?? base;
        if (target === id || found.has(key) || found.size >= mostAncestors) continue;
        const known = hub === null || name === null || ordinal === null ? null : packageKeyOf({ hub, name, ordinal });
        found.set(key, { name: known?.name ?? base, package: known, license, steps, relation: nameOf(lineageRelations, relation) });
        if (target !== null) next.push(target);
      }
    }
    level = next;
  }
  return [...found.values()];
}
