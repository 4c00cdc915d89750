import { hubs, stateOfValue } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { ReadDatabase } from '../index/index.ts';
import { addTo, eachNumber, emptySet, hasId, lastPackage, metaText, type PackageSet, prepare } from '../query/index.ts';
import { printValue } from '../../shared/search/print.ts';
import { dayText } from '../../shared/text/quantity.ts';
import { hashOf, includes } from './hashes.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart, ShareRow } from './types.ts';
import { within } from './within.ts';

const titles = { downloads: 'Downloads', likes: 'Likes', stars: 'Stars' } as const;
type By = keyof typeof titles;

const mostRows = 500;

/** What changed between two mirrors, or two states of one. */
export const turnover: Measure = {
  info: {
    id: 'turnover',
    title: 'Turnover',
    group: 'popularity',
    question: 'Which packages came and went, and how stable are the most popular ones?',
    rule: 'Compared are two mirrors, or a mirror and an earlier state of it. A package is the same in both where hub, name and number among equal names are. The top N are the packages of a mirror with the highest number, of equal ones those that stand first in it. Of the top N of this selection it is counted how many are among the top N of the other mirror, how many are there but lower, and how many are not there at all.',
    source: 'After the turnover of top packages in USENIX Security’19, section 4',
    unit: 'packages',
    denominator: 'Packages of the selection; the top N of it.',
    missing: 'Packages that state no number are in no top N.',
    parameters: [
      { kind: 'mirror', id: 'other', title: 'Compared with', description: 'Another mirror, or an earlier state of this one.', initial: '' },
      { kind: 'number', id: 'top', title: 'Top', description: 'How many of the most popular packages are compared.', min: 1, max: 100_000, step: 1, initial: 1000 },
      { kind: 'choice', id: 'by', title: 'Ranked by', description: 'The number that packages are ranked by.', options: Object.entries(titles).map(([value, title]) => ({ value, title })), initial: 'downloads' },
    ],
    references: [],
  },
  compute(context) {
    const { all, top, other } = compareWith(context);
    const there = stateOfValue(String(context.parameters['other'])) === null ? 'the other mirror' : 'the earlier state';
    const head = { missing: [], reference: null, notes: [`Compared with ${otherWords(context, other)}, index ${other.fingerprint.slice(0, 12)}.`] };
    const rows = (part: string, of: number, given: readonly (readonly [key: string, label: string, count: number, drill: boolean])[]): ShareRow[] =>
      given.map(([key, label, count, drill]) => shareRow({ key, label, count, of, packages: drill ? behind(turnover, context, part, key, part === 'top') : null }));
    return [
      {
        kind: 'shares', key: 'packages', title: `Packages here and in ${there}`, ...head, denominator: { words: 'packages of the selection', count: context.packages }, unit: 'packages', partition: true,
        rows: rows('packages', context.packages, [['both', 'In both', all.both, true], ['here', 'Only here', context.packages - all.both, true]]),
      },
      {
        kind: 'values', key: 'other', title: `${there[0]?.toUpperCase() ?? ''}${there.slice(1)}`, ...head, denominator: { words: `packages of ${there}`, count: all.there },
        rows: [
          { key: 'there', label: 'Packages', value: all.there, unit: 'packages', of: null, packages: null, reference: null, note: null },
          { key: 'gone', label: 'Not here', value: all.there - all.bothOfAll, unit: 'packages', of: all.there, packages: null, reference: null, note: null },
        ],
      },
      {
        kind: 'shares', key: 'top', title: `Top ${top.wanted.toLocaleString('en')} by ${titles[top.by].toLowerCase()}`, ...head, denominator: { words: 'packages of the top', count: top.here.length }, unit: 'packages', partition: true,
        rows: rows('top', top.here.length, [['stayed', 'Among the top of both', top.stayed.length, true], ['lower', `In ${there}, but lower`, top.lower.length, true], ['new', `Not in ${there}`, top.here.length - top.stayed.length - top.lower.length, true]]),
      },
      movers(context, top),
    ];
  },
  packagesOf(context, part, row) {
    const { database } = context;
    const { top, keysThere } = compareWith(context);
    if (part === 'top') {
      const stayed = new Set(top.stayed.map(({ id }) => id));
      const lower = new Set(top.lower);
      const wanted = { stayed: (id: number) => stayed.has(id), lower: (id: number) => lower.has(id), new: (id: number) => !stayed.has(id) && !lower.has(id) }[row];
      return wanted && setOf(database, top.here.filter(wanted));
    }
    if (part !== 'packages' || (row !== 'both' && row !== 'here')) return undefined;
    const keys = keysOf(database);
    return setOf(database, Array.from(keys.keys(), (at) => at + 1).filter((id) => hasId(context.selected, id) && includes(keysThere, keys[id - 1] as number) === (row === 'both')));
  },
};

/** "the state of this mirror that was indexed on 2026-11-01", or the other mirror's name. */
function otherWords({ parameters }: MeasureContext, { mirror }: Comparison['other']): string {
  if (stateOfValue(String(parameters['other'])) === null) return mirror.title;
  return `the state of this mirror that was indexed on ${dayText((mirror.indexedAt ?? 0) / 1000)}`;
}

interface Top {
  readonly by: By;
  readonly wanted: number;
  /** Ids, the most popular first. */
  readonly here: readonly number[];
  readonly stayed: readonly { readonly id: number; readonly rank: number; readonly before: number }[];
  readonly lower: readonly number[];
}

interface Comparison {
  readonly other: { readonly mirror: { readonly title: string; readonly indexedAt: number | null }; readonly fingerprint: string };
  readonly all: { readonly both: number; readonly bothOfAll: number; readonly there: number };
  readonly keysThere: Float64Array;
  readonly top: Top;
}

/** Throws `invalid-arguments` where no other mirror is chosen; `not-found` and `no-index` as opening it does. */
function compareWith(context: MeasureContext): Comparison {
  const { database, selected, parameters } = context;
  const chosen = String(parameters['other']);
  if (chosen === '') throw new ExpectedError('invalid-arguments', 'Turnover needs another mirror, or an earlier state of this one, to compare with.', 'Choose one, or pass --param other=ID or --param other=state:ID.');
  const other = context.other(chosen);
  const [by, wanted] = [parameters['by'] as By, Number(parameters['top'])];
  const keys = keysOf(database);
  const keysThere = keysOf(other.database).slice().sort();
  let both = 0;
  let bothOfAll = 0;
  for (let at = 0; at < keys.length; at += 1) {
    if (!includes(keysThere, keys[at] as number)) continue;
    bothOfAll += 1;
    if (hasId(selected, at + 1)) both += 1;
  }
  const here = topOf(database, by, wanted, (id) => hasId(selected, id));
  const unsorted = keysOf(other.database);
  const ranksThere = new Map(topOf(other.database, by, wanted, () => true).map((id, at) => [unsorted[id - 1] as number, at + 1]));
  const stayed: { id: number; rank: number; before: number }[] = [];
  const lower: number[] = [];
  for (const [at, id] of here.entries()) {
    const key = keys[id - 1] as number;
    const before = ranksThere.get(key);
    if (before !== undefined) stayed.push({ id, rank: at + 1, before });
    else if (includes(keysThere, key)) lower.push(id);
  }
  return { other: { mirror: other.mirror, fingerprint: metaText(other.database, 'fingerprint') }, all: { both, bothOfAll, there: keysThere.length }, keysThere, top: { by, wanted, here, stayed, lower } };
}

/** Ids with the highest numbers, those first; of equal ones the lower id. */
function topOf(database: ReadDatabase, by: By, most: number, isIn: (id: number) => boolean): number[] {
  const found: { readonly id: number; readonly value: number }[] = [];
  eachNumber(database, by, (id, value) => {
    if (isIn(id)) found.push({ id, value });
  });
  return found.sort((left, right) => right.value - left.value || left.id - right.id).slice(0, most).map(({ id }) => id);
}

/**
 * What a package is told by, as a number, by its id less one: 53 bits of two hashes of hub, name and ordinal. Among a million packages two are
 * taken for one with a chance of one in ten thousand; the names themselves would take a hundred times the room.
 */
function keysOf(database: ReadDatabase): Float64Array {
  const keys = new Float64Array(lastPackage(database));
  const rows = prepare<[], [number, number, string, number]>(database, 'SELECT id, hub, name, ordinal FROM package WHERE (id & 1023 OR live())').raw();
  for (const [id, hub, name, ordinal] of rows.iterate()) keys[id - 1] = hashOf(name, hub + 64 * ordinal);
  return keys;
}

function setOf(database: ReadDatabase, ids: readonly number[]): PackageSet {
  const set = emptySet(lastPackage(database));
  for (const id of ids) addTo(set, id);
  return set;
}

/** Packages of both tops whose rank changed most. */
function movers({ database, query }: MeasureContext, { stayed, by }: Top): MeasurePart {
  const sorted = stayed.filter(({ rank, before }) => rank !== before).sort((left, right) => Math.abs(right.before - right.rank) - Math.abs(left.before - left.rank) || left.rank - right.rank);
  const row = prepare<[number], { hub: number; name: string }>(database, 'SELECT hub, name FROM package WHERE id = ?');
  return {
    kind: 'table', key: 'movers', title: `Whose rank by ${titles[by].toLowerCase()} changed`, denominator: { words: 'packages among the top of both', count: stayed.length }, missing: [], reference: null, notes: [],
    columns: [
      { key: 'package', title: 'Package', unit: 'text' },
      { key: 'hub', title: 'Hub', unit: 'text' },
      { key: 'rank', title: 'Rank here', unit: 'number' },
      { key: 'before', title: 'Rank there', unit: 'number' },
      { key: 'change', title: 'Places up', unit: 'number' },
    ],
    rows: sorted.slice(0, mostRows).map(({ id, rank, before }) => {
      const { hub, name } = row.get(id) ?? { hub: 0, name: '' };
      return { key: `${hub} ${name}`, cells: [name, hubs[hub]?.title ?? '', rank, before, before - rank], packages: within(query, `name:${printValue(name)}`) };
    }),
    total: sorted.length,
  };
}
