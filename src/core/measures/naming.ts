import { hubs } from '../../shared/domain/index.ts';
import { groupBy } from '../../shared/group.ts';
import { termKinds } from '../index/index.ts';
import { nameKey } from '../package/index.ts';
import { addTo, eachNumber, emptySet, hasId, lastPackage, prepare, shortNameOf, stopIfUnwanted } from '../query/index.ts';
import { printValue } from '../../shared/search/print.ts';
import { onesIn } from '../../shared/numbers.ts';
import { hashOf, includes } from './hashes.ts';
import { findLookAlikes } from './look-alikes.ts';
import { elementReader, nameElements } from './name-elements.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { within } from './within.ts';

/** Rows of a table that are shown; the rest is counted. */
const mostRows = 500;
/** Spellings that a row names. */
const mostSpellings = 5;

/** What names tell, and what could be taken for something else by its name. */
export const naming: Measure = {
  info: {
    id: 'naming',
    title: 'Names',
    group: 'security',
    question: 'What do names tell of a model, and which could be mistaken for one another?',
    rule: `The name without its owner is cut at everything but letters and digits. ${nameElements.map(({ label, rule }) => `${label}: ${rule}`).join('. ')}. Near-duplicates: packages of other owners or hubs whose names without owner have the same letters and digits, case aside. Look-alike owners of a hub, candidates for typosquatting: five letters or more, and equal once look-alike letters (0 and o, rn and m, Cyrillic and Latin) are read as one, or one letter more, less, other, or two neighbours exchanged; accounts that differ in a digit only are taken for numbered ones.`,
    source: 'The attack is that of SCORED’22 on names of packages; elements and likeness are rules of this program.',
    unit: 'packages',
    denominator: 'Packages of the selection; owning accounts of the selection with a name of five letters or more.',
    missing: 'Packages without an owning account, for look-alike owners.',
    parameters: [{ kind: 'number', id: 'ratio', title: 'Popularity ratio', description: 'Look-alike owners are listed where one has at least so many times the packages or downloads of the other.', min: 1, max: 1_000_000, step: 1, initial: 1 }],
    references: [],
  },
  compute(context) {
    const { elements, numbers } = countElements(context);
    const groups = duplicates(context);
    const doubled = groups.reduce((sum, group) => sum + group.length, 0);
    const spelled = groups.filter((group) => new Set(group.map(({ short }) => short)).size > 1);
    const owners = ownersOf(context);
    const pairs = lookAlikePairs(context, owners);
    const involved = new Set(pairs.flatMap(({ left, right }) => [left, right])).size;
    const all = context.packages;
    const head = { missing: [], reference: null, notes: [] };
    return [
      {
        kind: 'shares', key: 'elements', title: 'What names tell', ...head, denominator: { words: 'packages', count: all }, unit: 'packages', partition: false,
        rows: nameElements.map(({ key, label }, bit) => shareRow({ key, label, count: elements[bit] ?? 0, of: all, packages: behind(naming, context, 'elements', key) })),
      },
      {
        kind: 'shares', key: 'number', title: 'How many elements a name has', ...head, denominator: { words: 'packages', count: all }, unit: 'packages', partition: true,
        rows: [0, 1, 2, 3, 4].map((number) => shareRow({ key: String(number), label: number === 4 ? 'Four or more' : ['None', 'One', 'Two', 'Three'][number] ?? '', count: numbers[number] ?? 0, of: all, packages: behind(naming, context, 'number', String(number)) })),
      },
      {
        kind: 'shares', key: 'duplicates', title: 'Near-duplicate names', ...head, denominator: { words: 'packages', count: all }, unit: 'packages', partition: false,
        rows: [
          shareRow({ key: 'same', label: 'Share their name with another owner or hub', count: doubled, of: all, packages: behind(naming, context, 'duplicates', 'same', true) }),
          shareRow({ key: 'spelled', label: 'And it is spelled differently', count: spelled.reduce((sum, group) => sum + group.length, 0), of: all, packages: behind(naming, context, 'duplicates', 'spelled', true) }),
        ],
      },
      duplicateTable(context, groups),
      {
        kind: 'values', key: 'owners', title: 'Look-alike owners', ...head, denominator: { words: 'owning accounts with a name of five letters or more', count: owners.filter(({ name }) => name.length >= 5).length },
        missing: [{ words: 'packages without an owning account', count: all - owners.reduce((sum, { packages }) => sum + packages, 0), packages: within(context.query, 'is:ownerless') }],
        rows: [
          { key: 'accounts', label: 'Accounts that look like another', value: involved, unit: 'count', of: owners.filter(({ name }) => name.length >= 5).length, packages: null, reference: null, note: null },
          { key: 'pairs', label: 'Pairs', value: pairs.length, unit: 'count', of: null, packages: null, reference: null, note: null },
        ],
      },
      ownerTable(context, owners, pairs),
    ];
  },
  packagesOf(context, part, row) {
    const set = emptySet(lastPackage(context.database));
    if (part === 'duplicates' && (row === 'same' || row === 'spelled')) {
      for (const group of duplicates(context)) if (row === 'same' || new Set(group.map(({ short }) => short)).size > 1) for (const { id } of group) addTo(set, id);
      return set;
    }
    const bit = nameElements.findIndex(({ key }) => key === row);
    if (part === 'elements' ? bit < 0 : part !== 'number' || !/^[0-4]$/.test(row)) return undefined;
    const read = elementReader(context.database);
    eachName(context, (id, short) => {
      const bits = read(short);
      if (part === 'elements' ? (bits & (1 << bit)) !== 0 : Math.min(4, onesIn(bits)) === Number(row)) addTo(set, id);
    });
    return set;
  },
};

interface Name {
  readonly id: number;
  readonly hub: number;
  readonly name: string;
  readonly short: string;
}

/** Names of the selection without their owners, one after the other: a million of them, held, take hundreds of megabytes. */
function eachName({ database, selected }: MeasureContext, walk: (id: number, short: string) => void): void {
  const rows = prepare<[], [number, string]>(database, 'SELECT id, name FROM package WHERE (id & 1023 OR live()) ORDER BY id').raw();
  for (const [id, name] of rows.iterate() as Iterable<[number, string]>) if (hasId(selected, id)) walk(id, shortNameOf(name));
}

function countElements(context: MeasureContext): { readonly elements: readonly number[]; readonly numbers: readonly number[] } {
  const elements = nameElements.map(() => 0);
  const numbers = [0, 0, 0, 0, 0];
  const read = elementReader(context.database);
  eachName(context, (_id, short) => {
    const bits = read(short);
    for (let bit = 0; bit < elements.length; bit += 1) if ((bits & (1 << bit)) !== 0) elements[bit] = (elements[bit] ?? 0) + 1;
    const number = Math.min(4, onesIn(bits));
    numbers[number] = (numbers[number] ?? 0) + 1;
  });
  return { elements, numbers };
}

/** Packages whose short names have the same letters and digits, under two owners or hubs at least; the largest groups first. */
function duplicates(context: MeasureContext): readonly (readonly Name[])[] {
  // Most keys are of one name: hashes tell which are not, and only those names are looked at again.
  const hashes = new Float64Array(lastPackage(context.database)).fill(noName);
  eachName(context, (id, short) => {
    const key = nameKey(short);
    if (key !== '') hashes[id - 1] = hashOf(key);
  });
  const repeated = repeatedIn(hashes);
  const nameOf = prepare<[number], { hub: number; name: string }>(context.database, 'SELECT hub, name FROM package WHERE id = ?');
  const found: Name[] = [];
  for (let at = 0; at < hashes.length; at += 1) {
    if (at % 65_536 === 0) stopIfUnwanted(context.database);
    if (!includes(repeated, hashes[at] as number)) continue;
    const { hub, name } = nameOf.get(at + 1) ?? { hub: 0, name: '' };
    found.push({ id: at + 1, hub, name, short: shortNameOf(name) });
  }
  const holders = (group: readonly Name[]): number => new Set(group.map(({ hub, name, short }) => `${hub} ${name.slice(0, name.length - short.length)}`)).size;
  return [...groupBy(found, ({ short }) => nameKey(short)).values()].filter((group) => holders(group) > 1).sort((left, right) => right.length - left.length);
}

const noName = -1;

/** The hashes that stand there more than once, ascending. */
function repeatedIn(hashes: Float64Array): Float64Array {
  const sorted = hashes.slice().sort();
  let count = 0;
  for (let at = 1; at < sorted.length; at += 1) {
    const hash = sorted[at] as number;
    if (hash !== noName && hash === sorted[at - 1] && (count === 0 || sorted[count - 1] !== hash)) {
      sorted[count] = hash;
      count += 1;
    }
  }
  return sorted.slice(0, count);
}

function duplicateTable(context: MeasureContext, groups: readonly (readonly Name[])[]): MeasurePart {
  return {
    kind: 'table', key: 'duplicate-names', title: 'Names that several owners or hubs use', denominator: { words: 'names', count: groups.length }, missing: [], reference: null, notes: [],
    columns: [
      { key: 'spellings', title: 'Spellings', unit: 'text' },
      { key: 'packages', title: 'Packages', unit: 'packages' },
    ],
    rows: groups.slice(0, mostRows).map((group) => {
      const spellings = [...new Set(group.map(({ short }) => short))];
      const shown = spellings.slice(0, mostSpellings).join(', ');
      return {
        key: nameKey(group[0]?.short ?? ''),
        cells: [spellings.length > mostSpellings ? `${shown} and ${spellings.length - mostSpellings} more` : shown, group.length],
        packages: within(context.query, `name:${spellings.slice(0, 20).map(printValue).join(',')}`),
      };
    }),
    total: groups.length,
  };
}

interface Owner {
  readonly hub: number;
  readonly term: number;
  readonly name: string;
  readonly packages: number;
  readonly downloads: number;
}

function ownersOf({ database, selected }: MeasureContext): readonly Owner[] {
  const last = lastPackage(database);
  const [hubOf, downloadsOf] = [new Uint8Array(last + 1), new Float64Array(last + 1)];
  eachNumber(database, 'hub', (id, hub) => void (hubOf[id] = hub));
  eachNumber(database, 'downloads', (id, downloads) => void (downloadsOf[id] = downloads));
  const sums = new Map<number, { hub: number; term: number; packages: number; downloads: number }>();
  eachNumber(database, 'owner', (id, term) => {
    if (!hasId(selected, id)) return;
    const hub = hubOf[id] as number;
    const key = term * hubs.length + hub;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { hub, term, packages: 1, downloads: downloadsOf[id] as number });
    else {
      sum.packages += 1;
      sum.downloads += downloadsOf[id] as number;
    }
  });
  const texts = prepare<[number], [number, string]>(database, 'SELECT id, text FROM term WHERE kind = ? AND live()').raw().all(termKinds.owner) as unknown as readonly (readonly [number, string])[];
  const names = new Map(texts);
  return [...sums.values()].map((sum) => ({ ...sum, name: names.get(sum.term) ?? '' }));
}

interface Pair {
  readonly left: Owner;
  readonly right: Owner;
  readonly kind: 'look' | 'edit';
}

/** Pairs of one hub, the one with more downloads (then packages) at the left; those of the largest difference first. */
function lookAlikePairs({ database, parameters }: MeasureContext, owners: readonly Owner[]): readonly Pair[] {
  const pairs: Pair[] = [];
  const ratio = Number(parameters['ratio']);
  const before = (one: Owner, two: Owner): number => two.downloads - one.downloads || two.packages - one.packages;
  for (const hub of new Set(owners.map((owner) => owner.hub))) {
    const here = owners.filter((owner) => owner.hub === hub);
    for (const found of findLookAlikes(here.map(({ name }) => name), () => stopIfUnwanted(database))) {
      const [left, right] = [here[found.left], here[found.right]].filter((owner) => owner !== undefined).sort(before);
      if (!left || !right || areNumbered(left.name, right.name)) continue;
      if (left.downloads >= ratio * Math.max(1, right.downloads) || left.packages >= ratio * right.packages || ratio <= 1) pairs.push({ left, right, kind: found.kind });
    }
  }
  return pairs.sort((one, two) => before(one.left, two.left) || one.right.downloads - two.right.downloads);
}

function areNumbered(left: string, right: string): boolean {
  return left.replaceAll(/\d/g, '0') === right.replaceAll(/\d/g, '0');
}

function ownerTable({ query }: MeasureContext, owners: readonly Owner[], pairs: readonly Pair[]): MeasurePart {
  return {
    kind: 'table', key: 'look-alikes', title: 'Owners that look alike', denominator: { words: 'owning accounts', count: owners.length }, missing: [], reference: null,
    notes: ['A pair is a candidate and no verdict: accounts of one organisation look alike too.'],
    columns: [
      { key: 'owner', title: 'Owner', unit: 'text' },
      { key: 'packages', title: 'Packages', unit: 'packages' },
      { key: 'downloads', title: 'Downloads', unit: 'count' },
      { key: 'other', title: 'Looks like it', unit: 'text' },
      { key: 'other-packages', title: 'Packages', unit: 'packages' },
      { key: 'other-downloads', title: 'Downloads', unit: 'count' },
      { key: 'kind', title: 'How', unit: 'text' },
    ],
    rows: pairs.slice(0, mostRows).map(({ left, right, kind }) => ({
      key: `${left.hub} ${left.name} ${right.name}`,
      cells: [left.name, left.packages, left.downloads, right.name, right.packages, right.downloads, kind === 'look' ? 'looks the same' : 'one letter apart'],
      packages: within(query, `owner:${printValue(left.name)},${printValue(right.name)}`),
    })),
    total: pairs.length,
  };
}
