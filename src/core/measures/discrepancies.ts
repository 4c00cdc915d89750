import { hubIds, hubs } from '../../shared/domain/index.ts';
import { groupBy } from '../../shared/group.ts';
import { fold } from '../../shared/search/fold.ts';
import { printValue } from '../../shared/search/print.ts';
import { groupOwnClaims, nameKey, pointsApart, type StatedBy, statedElsewhere, tableReader } from '../package/index.ts';
import { addTo, emptySet, hasId, lastPackage, type PackageSet, prepare, shortNameOf, stopIfUnwanted } from '../query/index.ts';
import { mostCards, numbersOfCard, packagesWithCardText } from './card-numbers.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { within } from './within.ts';

type Place = 'within' | 'card' | 'hubs' | 'measured';

const places: readonly { readonly key: Place; readonly label: string }[] = [
  { key: 'within', label: 'Stated twice by the package itself' },
  { key: 'card', label: 'Stated by a table of its own card' },
  { key: 'hubs', label: 'Stated by a package of that name on another hub' },
  { key: 'measured', label: 'Measured, in lists that were taken in' },
];

/** Measured again by SCORED'22, Fig. 4: models off by more than a point, of those measured. */
const published: readonly (readonly [task: string, label: string, off: number, of: number])[] = [
  ['object-detection', 'Object detection', 8, 8],
  ['image-classification', 'Image classification', 3, 4],
  ['text-classification', 'Sentiment analysis (text classification)', 18, 136],
];

const mostRows = 500;
/** Bins of the distance, in points, by their upper ends. */
const distances = [0, 0.1, 1, 2, 5, 10, 25, Infinity] as const;

/** Claims that are stated differently elsewhere. */
export const discrepancies: Measure = {
  info: {
    id: 'discrepancies',
    title: 'Discrepancies of claims',
    group: 'claims',
    question: 'How often is the same claim stated differently somewhere else?',
    rule: 'Two values state the same claim where dataset and metric are the same, letters and digits compared without case, and the task is or is not named on one side; two of one package that name no dataset do not. They differ where they lie further apart than the threshold, in percentage points; shares are read as percentages, and metrics without an upper end are compared as they are. Names of other hubs and of measured results are compared without their owner. A table of a card (a pipe table of the README’s text) states a claim where the head of a row or column names the metric and the other head, or the heading above, the dataset; of several such numbers the nearest counts. Values that are no numbers are left out.',
    source: 'SCORED’22, section 6 and Fig. 4',
    unit: 'claims',
    denominator: 'Claims of the selection that are stated a second time, by place; the packages that make them.',
    missing: 'Claims stated nowhere else; values that are no numbers; tables of cards whose text does not lie in this mirror, and those of earlier states, of which the index alone is kept.',
    parameters: [{ kind: 'number', id: 'threshold', title: 'Threshold', description: 'Points beyond which two values differ.', min: 0, max: 100, step: 0.1, initial: 1 }],
    references: [{ source: 'SCORED’22, Fig. 4', note: 'Models that the authors ran themselves: off by more than a point were 8 of 8 detection, 3 of 4 image and 18 of 136 sentiment models. They compare with measured results only.' }],
  },
  compute(context) {
    const { compared, claims, unread, cards, unreadCards } = compareAll(context);
    const threshold = Number(context.parameters['threshold']);
    const isOff = ({ points }: Compared): boolean => Math.abs(points) > threshold;
    const head = { missing: [{ words: 'claims that nothing else states', count: claims - new Set(compared.map(({ claim }) => claim)).size, packages: null }, { words: 'packages with claims whose card’s text does not lie here', count: unread, packages: null }], notes: ['The index keeps no configuration or split of a dataset: claims on two of them count as one claim stated twice.'] };
    const ofCards = cardNotes(context, cards, unreadCards);
    const at = (place: Place): readonly Compared[] => compared.filter((one) => one.place === place);
    const distinct = (rows: readonly Compared[], by: 'claim' | 'package'): number => new Set(rows.map((row) => row[by])).size;
    const measured = at('measured');
    const tasks = [...new Set([...published.map(([task]) => task), ...measured.map(({ task }) => task ?? '')])];
    const bins = distances.map((until, bin) => compared.filter(({ points }) => Math.abs(points) <= until && (bin === 0 || Math.abs(points) > (distances[bin - 1] as number))).length);
    return [
      {
        kind: 'shares', key: 'claims', title: `Claims off by more than ${threshold} ${threshold === 1 ? 'point' : 'points'}`, ...head, notes: [...ofCards, ...head.notes], reference: null, denominator: { words: 'claims that are stated there too', count: null }, unit: 'claims', partition: false,
        rows: places.map(({ key, label }) => shareRow({ key, label, count: distinct(at(key).filter(isOff), 'claim'), of: distinct(at(key), 'claim'), packages: behind(discrepancies, context, 'packages', key, true) })),
      },
      {
        kind: 'shares', key: 'packages', title: 'Packages with such a claim', ...head, notes: [...ofCards, ...head.notes], reference: null, denominator: { words: 'packages with a claim that is stated there too', count: null }, unit: 'packages', partition: false,
        rows: places.map(({ key, label }) => shareRow({ key, label, count: distinct(at(key).filter(isOff), 'package'), of: distinct(at(key), 'package'), packages: behind(discrepancies, context, 'packages', key, true) })),
      },
      {
        kind: 'shares', key: 'tasks', title: 'Measured again, by task', ...head, reference: 'SCORED’22, Fig. 4', denominator: { words: 'packages with a measured claim', count: null }, unit: 'packages', partition: false,
        rows: tasks.map((task) => {
          const own = measured.filter((one) => (one.task ?? '') === task);
          const [, label, off, of] = published.find(([name]) => name === task) ?? [task, task === '' ? 'No task' : task, null, null];
          return shareRow({ key: task || 'none', label, count: distinct(own.filter(isOff), 'package'), of: distinct(own, 'package'), role: task === '' ? 'none' : 'value', reference: off === null || of === null ? null : { share: off / of, count: off, of } });
        }),
      },
      {
        kind: 'shares', key: 'distances', title: 'How far apart', ...head, reference: null, denominator: { words: 'pairs of values', count: compared.length }, unit: 'claims', partition: true,
        rows: distances.map((until, bin) => shareRow({ key: String(until), label: bin === 0 ? 'The same' : until === Infinity ? `More than ${String(distances[bin - 1])} points` : `Up to ${until} points`, count: bins[bin] ?? 0, of: compared.length })),
      },
      differenceTable(context, compared.filter(isOff)),
    ];
  },
  packagesOf(context, part, row) {
    if (part !== 'packages' || !places.some(({ key }) => key === row)) return undefined;
    const threshold = Number(context.parameters['threshold']);
    const set: PackageSet = emptySet(lastPackage(context.database));
    for (const one of compareAll(context).compared) if (one.place === row && Math.abs(one.points) > threshold) addTo(set, one.package);
    return set;
  },
};

interface StoredClaim {
  readonly package: number;
  readonly position: number;
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string;
  readonly value: string;
}

interface Claimant {
  readonly id: number;
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
  readonly claims: readonly StoredClaim[];
}

/** A claim of the selection beside another statement of it. */
interface Compared {
  readonly place: Place;
  readonly package: number;
  /** The claim, by package and position. */
  readonly claim: string;
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string;
  readonly value: string;
  readonly other: string;
  readonly where: string;
  /** The other less the claimed value. */
  readonly points: number;
}

interface Elsewhere {
  readonly place: Place;
  readonly where: string;
}

interface AllCompared {
  readonly compared: readonly Compared[];
  /** Claims of the selection. */
  readonly claims: number;
  /** Packages with claims whose card’s text does not lie in the mirror; whose card was read; and whose card is beyond what is read at once. */
  readonly unread: number;
  readonly cards: number;
  readonly unreadCards: number;
}

function compareAll(context: MeasureContext): AllCompared {
  const claimants = readClaimants(context);
  const chosen = claimants.filter(({ id }) => hasId(context.selected, id));
  const namesakes = groupBy(claimants, ({ name }) => nameKey(shortNameOf(name)));
  const measured = measuredFor(context, chosen);
  const withText = packagesWithCardText(context.database);
  const compared: Compared[] = [];
  let [cards, unread, unreadCards] = [0, 0, 0];
  for (const [at, claimant] of chosen.entries()) {
    if (at % 256 === 0) stopIfUnwanted(context.database);
    addTwins(claimant, compared);
    if (!hasId(withText, claimant.id) || context.cardText === null) unread += 1;
    else if (cards >= mostCards) unreadCards += 1;
    else {
      cards += 1;
      addTables(context, claimant, compared);
    }
    const others = [...ofOtherHubs(claimant, namesakes), ...(measured.get(claimant.id) ?? [])];
    if (others.length === 0) continue;
    for (const [place, found] of statedElsewhere(claimant.claims, others).entries()) {
      const claim = claimant.claims[place];
      if (claim) for (const { value, place: elsewhere } of found) add(compared, claim, value, elsewhere);
    }
  }
  return { compared, claims: chosen.reduce((sum, { claims }) => sum + claims.length, 0), cards, unread, unreadCards };
}

function add(compared: Compared[], claim: StoredClaim, other: string, { place, where }: Elsewhere): void {
  const points = pointsApart(claim.metric, claim.value, other);
  if (points === null) return;
  const { task, dataset, metric, value } = claim;
  compared.push({ place, package: claim.package, claim: `${claim.package}/${claim.position}`, task, dataset, metric, value, other, where, points });
}

/** A package's claims of one task, dataset and metric, each beside the one that lies farthest from it. */
function addTwins({ claims }: Claimant, compared: Compared[]): void {
  for (const group of groupOwnClaims(claims)) {
    if (group.length < 2) continue;
    for (const claim of group) {
      const apart = group.flatMap((other) => (other === claim ? [] : [{ other, points: pointsApart(claim.metric, claim.value, other.value) }]));
      const farthest = apart.filter(({ points }) => points !== null).sort((one, two) => Math.abs(two.points ?? 0) - Math.abs(one.points ?? 0))[0];
      if (farthest) add(compared, claim, farthest.other.value, { place: 'within', where: 'the package itself' });
    }
  }
}

/** Each claim beside the number of the card's tables that states it and lies nearest. */
function addTables(context: MeasureContext, { id, hub, name, ordinal, claims }: Claimant, compared: Compared[]): void {
  const numbers = numbersOfCard(context, id, () => ({ hub: hubIds[hub] ?? 'huggingface', name, ordinal }));
  if (numbers.length === 0) return;
  const stating = tableReader(numbers, { shortName: shortNameOf(name), isOneDataset: new Set(claims.map(({ dataset }) => nameKey(dataset ?? ''))).size === 1 });
  for (const claim of claims) {
    const found = stating(claim).flatMap(({ value, place }) => {
      const points = pointsApart(claim.metric, claim.value, value);
      return points === null ? [] : [{ value, place, size: Math.abs(points) }];
    });
    const [nearest] = found.sort((one, two) => one.size - two.size);
    if (nearest) add(compared, claim, nearest.value, { place: 'card', where: `its card, line ${nearest.place.line}` });
  }
}

function cardNotes({ cardText }: MeasureContext, cards: number, unreadCards: number): readonly string[] {
  if (cardText === null) return ['Tables of cards are not compared: of an earlier state the index alone is kept.'];
  const read = `Tables of ${cards.toLocaleString('en')} cards were read, of the packages with claims whose card’s text lies here.`;
  return [unreadCards === 0 ? read : `${read} ${unreadCards.toLocaleString('en')} more were not: ${mostCards.toLocaleString('en')} are read at most.`];
}

function readClaimants({ database }: MeasureContext): readonly Claimant[] {
  // Texts are looked up once each: joined to every claim they take most of the time.
  const text = prepare<[number], { text: string }>(database, 'SELECT text FROM term WHERE id = ?');
  const texts = new Map<number, string>();
  const textOf = (term: number): string => {
    const known = texts.get(term) ?? text.get(term)?.text ?? '';
    texts.set(term, known);
    return known;
  };
  const packageOf = prepare<[number], Omit<Claimant, 'claims'>>(database, 'SELECT id, hub, name, ordinal FROM package WHERE id = ?');
  const sql = 'SELECT package, position, task, dataset, metric, value FROM claim WHERE (package & 255 OR live()) ORDER BY package, position';
  // One by one: all rows at once take as much again as what is made of them.
  const rows = prepare<[], ClaimRow>(database, sql).raw().iterate() as unknown as Iterable<ClaimRow>;
  const found: (Omit<Claimant, 'claims'> & { readonly claims: StoredClaim[] })[] = [];
  for (const [id, position, task, dataset, metric, value] of rows) {
    let last = found.at(-1);
    if (last?.id !== id) {
      if (found.length % 4096 === 0) stopIfUnwanted(database);
      last = { ...(packageOf.get(id) ?? { id, hub: 0, name: '', ordinal: 0 }), claims: [] };
      found.push(last);
    }
    last.claims.push({ package: id, position, task: task === null ? null : textOf(task), dataset: dataset === null ? null : textOf(dataset), metric: textOf(metric), value });
  }
  return found;
}

type ClaimRow = readonly [of: number, position: number, task: number | null, dataset: number | null, metric: number, value: string];

function ofOtherHubs({ hub, name }: Claimant, namesakes: ReadonlyMap<string, readonly Claimant[]>): readonly StatedBy<Elsewhere>[] {
  const others = (namesakes.get(nameKey(shortNameOf(name))) ?? []).filter((other) => other.hub !== hub);
  return others.flatMap((other) => other.claims.map((claim) => ({ ...claim, place: { place: 'hubs' as const, where: `${hubs[other.hub]?.title ?? ''}: ${other.name}` } })));
}

/** Packages whose measured results are looked up at once, and results of one look. */
const lookedUpAtOnce = 400;
const mostResults = 100_000;

function measuredFor({ measured }: MeasureContext, claimants: readonly Claimant[]): ReadonlyMap<number, readonly StatedBy<Elsewhere>[]> {
  const lists = new Map(measured.list().map(({ id, title }) => [id, title]));
  const found = new Map<number, StatedBy<Elsewhere>[]>();
  if (lists.size === 0) return found;
  for (let from = 0; from < claimants.length; from += lookedUpAtOnce) {
    const some = claimants.slice(from, from + lookedUpAtOnce);
    const byName = groupBy(measured.resultsFor(some.flatMap(({ name }) => [...new Set([name, shortNameOf(name)])]), mostResults), ({ name }) => fold(name));
    for (const { id, name } of some) {
      const results = [...new Set([fold(name), fold(shortNameOf(name))])].flatMap((key) => byName.get(key) ?? []);
      if (results.length > 0) found.set(id, results.map(({ list, name: _name, ...result }) => ({ ...result, place: { place: 'measured', where: lists.get(list) ?? '' } })));
    }
  }
  return found;
}

function differenceTable({ database, query }: MeasureContext, off: readonly Compared[]): MeasurePart {
  const name = prepare<[number], { name: string }>(database, 'SELECT name FROM package WHERE id = ?');
  const sorted = off.toSorted((one, two) => Math.abs(two.points) - Math.abs(one.points) || one.package - two.package);
  return {
    kind: 'table', key: 'differences', title: 'Where they differ', denominator: { words: 'pairs of values beyond the threshold', count: off.length }, missing: [], reference: null, notes: [],
    columns: [
      { key: 'package', title: 'Package', unit: 'text' },
      { key: 'task', title: 'Task', unit: 'text' },
      { key: 'dataset', title: 'Dataset', unit: 'text' },
      { key: 'metric', title: 'Metric', unit: 'text' },
      { key: 'claimed', title: 'Claimed', unit: 'text' },
      { key: 'other', title: 'Stated elsewhere', unit: 'text' },
      { key: 'points', title: 'Points apart', unit: 'number' },
      { key: 'where', title: 'Where', unit: 'text' },
    ],
    rows: sorted.slice(0, mostRows).map((row, at) => {
      const package_ = name.get(row.package)?.name ?? '';
      return { key: `${at} ${row.claim}`, cells: [package_, row.task, row.dataset, row.metric, row.value, row.other, row.points, row.where], packages: within(query, `name:${printValue(package_)}`) };
    }),
    total: off.length,
  };
}
