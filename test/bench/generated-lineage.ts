import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { hubNumber, indexSql, lineageRelations, tableSql, termKinds } from '../../src/core/index/index.ts';
import { seededRandom } from '../fixtures/random.ts';
import { cached, versionOf } from './data.ts';
import type { BenchContext } from './types.ts';

/** Where the index of a generated network and its ties lie. */
export interface GeneratedLineage {
  readonly index: string;
  /** A line for each tie between packages: numbers of base and dependant. */
  readonly ties: string;
  /** A line for each package: the number of its account. */
  readonly accounts: string;
}

/**
 * An index of Hugging Face packages of which few are bases of many, as in real lineage: five ties for four packages, one in twenty to
 * a base that is not there, merges of several bases; a third as many accounts, few with many packages.
 */
export function generatedLineage({ cacheDir, seed }: BenchContext, packages: number): GeneratedLineage {
  const version = versionOf('./generated-lineage.ts', '../../src/core/index/schema.ts');
  const folder = cached(cacheDir, `lineage-${packages}-${seed}-${version}`, (target) => {
    mkdirSync(target, { recursive: true });
    const ties = tiesOf(packages, seed);
    const owners = ownersOf(packages, seed);
    writeIndex(join(target, 'index.db'), seed, ties, owners);
    writeFileSync(join(target, 'accounts.txt'), `${owners.join('\n')}\n`);
    writeFileSync(join(target, 'ties.txt'), ties.filter(([base]) => base < packages).map(([base, dependant]) => `${base} ${dependant}\n`).join(''));
  });
  return { index: join(folder, 'index.db'), ties: join(folder, 'ties.txt'), accounts: join(folder, 'accounts.txt') };
}

/** Base and dependant; numbers from `packages` on are of bases that are not there. */
function tiesOf(packages: number, seed: number): readonly (readonly [number, number])[] {
  const random = seededRandom(seed);
  const wanted = Math.round(packages * 1.25);
  const ties: (readonly [number, number])[] = [];
  const seen = new Set<number>();
  while (ties.length < wanted) {
    const dependant = 1 + random.below(packages - 1);
    const copied = ties.length > 0 && random.chance(0.7) ? (ties[random.below(ties.length)]?.[0] ?? 0) : random.below(dependant);
    // Whatever a tie leads to was there before.
    const base = random.chance(0.05) ? packages + random.below(packages >> 5) : copied >= packages || copied < dependant ? copied : random.below(dependant);
    const key = base * packages * 2 + dependant;
    if (base === dependant || seen.has(key)) continue;
    seen.add(key);
    ties.push([base, dependant]);
  }
  return ties;
}

/** A third as many accounts as packages; few of them have many. */
function ownersOf(packages: number, seed: number): readonly number[] {
  const random = seededRandom(seed + 2);
  return Array.from({ length: packages }, () => random.rank(Math.ceil(packages / 3)));
}

function writeIndex(file: string, seed: number, ties: readonly (readonly [number, number])[], owners: readonly number[]): void {
  const packages = owners.length;
  const random = seededRandom(seed + 1);
  const database = new Database(file);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(tableSql);
  database.transaction(() => {
    const accounts = Math.ceil(packages / 3);
    const term = database.prepare('INSERT INTO term (id, kind, text, folded) VALUES (?, ?, ?, ?)');
    for (let account = 1; account <= accounts; account += 1) term.run(account, termKinds.owner, `account-${account}`, `account-${account}`);
    const bases = new Map<number, number>();
    const insert = database.prepare(
      `INSERT INTO package (id, hub, name, ordinal, owner, downloads, claims, claims_strict, has_card, gated, recovered, clone, record_commit) VALUES (?, ${hubNumber('huggingface')}, ?, 0, ?, ?, 0, 0, 0, 0, 0, 3, 0)`,
    );
    for (let id = 1; id <= packages; id += 1) {
      const owner = owners[id - 1] ?? 1;
      insert.run(id, `account-${owner}/model-${id}`, owner, Math.floor(1e6 / random.rank(1e6)));
    }
    const tie = database.prepare('INSERT OR IGNORE INTO lineage (package, base, relation, source, target) VALUES (?, ?, ?, 0, ?)');
    for (const [base, dependant] of ties) {
      let number = bases.get(base);
      if (number === undefined) {
        number = accounts + 1 + bases.size;
        bases.set(base, number);
        term.run(number, termKinds.base, `base-${base}`, `base-${base}`);
      }
      tie.run(dependant + 1, number, random.below(lineageRelations.length), base < packages ? base + 1 : null);
    }
  })();
  for (const sql of indexSql) database.exec(sql);
  database.close();
}
