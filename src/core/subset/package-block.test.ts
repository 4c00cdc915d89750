import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { cloneStates, indexSql, lineageRelations, lineageSources, nameOf, openForReading, tableSql, termKinds } from '../index/index.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { PackageReader } from './package-block.ts';
import { flagFields, listFields, numberFields, termFields, timeFields } from './package-fields.ts';
import { workFolder } from './testing.ts';

const work = workFolder();
afterAll(() => work.remove());

const random = randomFrom(seed);
const { pick } = random;

/** Bounds of every width that SQLite stores whole numbers in. */
const widths = [0, 1, 7, 15, 23, 31, 47, 52].flatMap((bits) => [2 ** bits - 1, 2 ** bits, -(2 ** bits), -(2 ** bits) - 1]);
const number = (): number | null => (random.below(4) === 0 ? null : random.below(2) === 0 ? pick(widths) : random.below(100_000));
const hostile = ['', 'a', '=1+1', "O'Neil", '"', '\u0000', 'a\u0000b', '\r\n', '\t', '👩‍🔬', '‮abc', '\ufeff', 'ﬀ', '\u{10ffff}', 'ÿþ'];
/** Some as long as leaves of 8192 bytes hold just so, and with pages of their own besides. */
const text = (): string | null => {
  const kind = random.below(40);
  if (kind < 8) return null;
  if (kind < 38) return `${pick(hostile)}${'x'.repeat(random.below(40))}${pick(hostile)}`;
  return pick(['y', 'é', '🦙']).repeat(pick([1000, 4000, 7800 + random.below(500), 16_000 + random.below(800), 100_000]));
};

const packages = 2000;
const terms = 900;
const kindNames = ['dataset', 'language', 'tag', 'format', 'paper'] as const;

/** Long texts by their hashes, or nobody could read what differs. */
const brief = (record: Record<string, unknown> | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([field, value]) => [field, typeof value === 'string' && value.length > 200 ? `${value.length} ${createHash('sha256').update(value).digest('hex')}` : value]));

/** An index that SQLite has filled, in no order, and changed since: its trees are less tidy than those that this program writes. */
function writeIndex(path: string): void {
  const database = new Database(path);
  database.pragma('page_size = 8192');
  database.exec(tableSql);
  const columns = (database.pragma('table_info(package)') as { name: string; type: string; notnull: number }[]).filter(({ name }) => name !== 'id');
  const given: Readonly<Record<string, () => unknown>> = {
    hub: () => random.below(3), clone: () => random.below(cloneStates.length), has_card: () => random.below(2), gated: () => random.below(2), recovered: () => random.below(2),
    repository: () => pick([null, 1 + random.below(400)]),
    ...Object.fromEntries(['owner', 'task', 'architecture', 'license', 'license_original', 'library'].map((name) => [name, () => pick([null, 1 + random.below(terms)])])),
  };
  const add = database.prepare(`INSERT INTO package (id, ${columns.map(({ name }) => name).join(', ')}) VALUES (${['?', ...columns.map(() => '?')].join(', ')})`);
  const addTerm = database.prepare('INSERT INTO term (id, kind, text, folded) VALUES (?, ?, ?, ?)');
  const addRepository = database.prepare('INSERT INTO repository (id, hub, path, layout, state, origin, commits) VALUES (?, 0, ?, ?, ?, ?, ?)');
  const addPair = database.prepare('INSERT OR IGNORE INTO package_term VALUES (?, ?)');
  const addStep = database.prepare('INSERT OR IGNORE INTO lineage VALUES (?, ?, ?, ?, ?)');
  const shuffled = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => [random.below(1e9), at + 1] as const).sort(([left], [right]) => left - right).map(([, id]) => id);
  database.transaction(() => {
    for (const id of shuffled(terms)) addTerm.run(id, termKinds[pick(kindNames)], text() ?? '', '');
    // Some repositories are named that are not there.
    for (const id of shuffled(390)) addRepository.run(id, text() ?? '', 'plain', random.below(cloneStates.length), text(), random.below(5000));
    for (const id of shuffled(packages)) {
      add.run(id, ...columns.map(({ name, type, notnull }) => name in given ? given[name]?.() : ((type === 'TEXT' ? text() : number()) ?? (notnull === 0 ? null : type === 'TEXT' ? '' : 7))));
      for (let pair = random.below(id % 50 === 0 ? 800 : 12); pair > 0; pair -= 1) addPair.run(id, 1 + random.below(terms));
      for (let step = random.below(id % 40 === 0 ? 300 : 4); step > 0; step -= 1) addStep.run(id, 1 + random.below(terms), random.below(lineageRelations.length), random.below(lineageSources.length), pick([null, 1 + random.below(packages)]));
    }
    for (const id of shuffled(packages).slice(0, 300)) database.prepare('UPDATE package SET description = ?, downloads = ? WHERE id = ?').run(text(), number(), id);
    database.prepare('DELETE FROM package WHERE id % 97 = 0').run();
    for (const sql of indexSql) database.exec(sql);
  })();
  database.close();
}

describe('packages read from the pages of an index', () => {
  const path = join(work.path, 'index.db');
  console.log(`packages seed ${seed}`);
  writeIndex(path);
  const database = openForReading(path, () => false);
  afterAll(() => database.close());
  const all = database.prepare<[], number>('SELECT id FROM package ORDER BY id').pluck().all();

  const sql = `SELECT p.id, p.name, p.sha, p.description, p.ordinal, p.downloads, p.likes, p.stars, p.files, p.bytes, p.parameters, p.created, p.modified, p.claims, p.has_card AS hasCard, p.gated, p.recovered,
    iif(r.state <> ${cloneStates.indexOf('archived')}, r.commits, NULL) AS commits, r.path AS repository, r.origin,
    ${['owner', 'task', 'architecture', 'library'].map((name) => `(SELECT text FROM term WHERE id = p.${name}) AS ${name}`).join(', ')},
    (SELECT text FROM term WHERE id = p.license) AS license, (SELECT text FROM term WHERE id = coalesce(p.license_original, p.license)) AS licenseOriginal
    FROM package AS p LEFT JOIN repository AS r ON r.id = p.repository WHERE p.id = ?`;
  const row = database.prepare<[number], Record<string, unknown>>(sql);
  const listOf = database.prepare<[number, number], string>('SELECT t.text FROM package_term AS l JOIN term AS t ON t.id = l.term WHERE l.package = ? AND t.kind = ? ORDER BY l.term').pluck();

  const stepsOf = database.prepare<[number], [string, number, number, number]>('SELECT t.text, l.relation, l.source, l.target IS NOT NULL FROM lineage AS l JOIN term AS t ON t.id = l.base WHERE l.package = ? ORDER BY l.source, l.base, l.relation').raw();

  test.each([
    ['all', () => all],
    ['every fifth', () => all.filter((_, at) => at % 5 === 0)],
    ['some, in no order', () => all.map((id) => [random.below(1e9), id] as const).sort(([left], [right]) => left - right).slice(0, 1000).map(([, id]) => id)],
  ])('are those that SQLite tells of: %s', (_, chosen) => {
    const ids = Uint32Array.from(chosen());
    const texts = ['name', 'sha', 'description', 'repository', 'origin'] as const;
    const numbers = [...numberFields.filter((field) => field !== 'dependents'), ...timeFields];
    const reader = new PackageReader(database, new Set([...texts, ...numbers, ...flagFields, ...termFields, ...listFields, 'lineage']), null);
    let read = 0;
    for (const block of reader.read(ids)) {
      const lineage = block.lineage();
      const runs = Object.fromEntries(texts.map((field) => [field, block.text(field)]));
      const terms = Object.fromEntries(termFields.map((field) => [field, block.term(field)]));
      for (let at = 0; at < block.count; at += 1, read += 1) {
        const id = ids[read] as number;
        const found: Record<string, unknown> = { id };
        for (const [field, { room, starts, ends }] of Object.entries(runs)) found[field] = starts[at] === -1 ? null : room.bytes.toString('utf8', starts[at], ends[at]);
        for (const field of [...numbers, ...flagFields]) found[field] = Number.isNaN(block.number(field)[at]) ? null : block.number(field)[at];
        for (const [field, of] of Object.entries(terms)) found[field] = of[at] === 0 ? null : block.terms.text(of[at] as number);
        expect(brief(found), `seed ${seed}, package ${id}`).toEqual(brief(row.get(id)));
        const lists = listFields.map((field) => {
          const { starts, ids: items } = block.list(field);
          return Array.from(items.subarray(starts[at], starts[at + 1]), (item) => block.terms.text(item));
        });
        expect(lists, `seed ${seed}, lists of ${id}`).toEqual(kindNames.map((kind) => listOf.all(id, termKinds[kind])));
        expect(lineage[at], `seed ${seed}, lineage of ${id}`).toEqual(
          stepsOf.all(id).map(([base, relation, source, isKnown]) => ({ base, relation: nameOf(lineageRelations, relation), source: nameOf(lineageSources, source), in_mirror: isKnown !== 0 })),
        );
      }
    }
    reader.close();
    expect(read).toBe(ids.length);
  });

  test('that are not there are no empty ones', () => {
    const reader = new PackageReader(database, new Set(['name']), null);
    for (const id of [97, packages + 1, 4_000_000_000]) expect(() => [...reader.read(Uint32Array.of(id))]).toThrow(`The index has no package ${id}`);
    reader.close();
  });
});
