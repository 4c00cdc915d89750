import { dayText } from '../../shared/text/quantity.ts';
import { eachNumber, hasId, prepare, stopIfUnwanted } from '../query/index.ts';
import { complement, maintainersOf, packagesIn, packagesWithCommits, repositoriesOf, type Repository } from './repositories.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart, ShareRow } from './types.ts';
import { within } from './within.ts';

type Head = Pick<MeasurePart, 'missing' | 'reference' | 'notes'>;

const day = 86_400;
/** Dates outside are taken for wrong, as in reach over time. Seconds since 1970. */
const plausible = { from: Date.UTC(2005, 0) / 1000, until: Date.UTC(2100, 0) / 1000 };

/** Ages in days, each from the last one's end. */
const ages = [
  { key: 'month', label: 'Up to 30 days', until: 30 },
  { key: 'quarter', label: '31 to 91 days', until: 91 },
  { key: 'year', label: '92 to 365 days', until: 365 },
  { key: 'two-years', label: '1 to 2 years', until: 730 },
  { key: 'older', label: 'Over 2 years', until: Infinity },
] as const;

/** How packages are looked after. */
export const maintenance: Measure = {
  info: {
    id: 'maintenance',
    title: 'Maintenance',
    group: 'maintenance',
    question: 'How long ago was a package last changed, how often is it, and by how many?',
    rule: 'The last change of a package is the day its record states; that of a repository its newest commit by the author’s date. Ages are counted back from the newest such day of the mirror, or from the day chosen. A repository has a single maintainer where all its commits, those of automated accounts aside, have authors of one e-mail address, aliases joined.',
    source: 'After the attribute maintenance of ICSE’23, Table I; the rules are this program’s.',
    unit: 'repositories',
    denominator: 'Packages that state a day of change; repositories whose commits can be read, each once.',
    missing: 'Packages without a day of change; packages without a clone whose commits can be read; commits dated before 2005 or after 2099.',
    parameters: [{ kind: 'text', id: 'as-of', title: 'Counted back from', description: 'A day as 2022-09-01; empty: the newest one of the mirror.', most: 10, initial: '' }],
    references: [],
  },
  compute(context) {
    const now = dayOf(context);
    const { repositories, withClone } = repositoriesOf(context);
    const dated = repositories.filter(({ last }) => isPlausible(last));
    const changed = changesOf(context, now);
    const head: Head = {
      missing: [{ words: 'packages without a readable clone', count: context.packages - withClone, packages: behind(maintenance, context, 'committed', 'unread') }],
      reference: null,
      notes: [`Ages are counted back from ${dayText(now)}.`],
    };
    return [
      {
        kind: 'shares', key: 'changed', title: 'Last change of packages, by their records', unit: 'packages', partition: true, reference: null, notes: head.notes,
        denominator: { words: 'packages that state a day of change', count: changed.told },
        missing: [{ words: 'packages without a day of change', count: context.packages - changed.told, packages: within(context.query, '-modified:1000..') }],
        rows: ageRows(changed.counts, changed.told, (at) => within(context.query, modifiedIn(now, at))),
      },
      {
        kind: 'shares', key: 'committed', title: 'Last commit of repositories', unit: 'repositories', partition: true, ...head,
        denominator: { words: 'repositories with a dated commit', count: dated.length },
        rows: ageRows(countAges(dated.map(({ last }) => last), now), dated.length, (at) => behind(maintenance, context, 'committed', ages[at]?.key ?? '')),
      },
      {
        kind: 'shares', key: 'maintainers', title: 'Repositories by their number of maintainers', unit: 'repositories', partition: true, ...head, ...maintainerRows(context, repositories),
      },
      {
        kind: 'values', key: 'middle', title: 'The middle repository', ...head, denominator: { words: 'repositories with a dated commit', count: dated.length },
        rows: [
          { key: 'age', label: 'Days from its first commit', value: median(dated.map(({ first }) => (now - first) / day)), unit: 'days', of: null, packages: null, reference: null, note: null },
          { key: 'idle', label: 'Days from its last commit', value: median(dated.map(({ last }) => (now - last) / day)), unit: 'days', of: null, packages: null, reference: null, note: null },
          { key: 'commits', label: 'Commits', value: median(dated.map(({ commits }) => commits)), unit: 'number', of: null, packages: null, reference: null, note: null },
          { key: 'rate', label: 'Commits a year of its age', value: median(dated.flatMap(({ commits, first }) => (now > first ? [(commits * 365.25 * day) / (now - first)] : []))), unit: 'number', of: null, packages: null, reference: null, note: null },
        ],
      },
      commitsByYear(context, repositories, head),
    ];
  },
  packagesOf(context, part, row) {
    const { repositories } = repositoriesOf(context);
    if (part === 'committed') {
      if (row === 'unread') return complement(context, packagesWithCommits(context, 1));
      const now = dayOf(context);
      const wanted = ages.findIndex(({ key }) => key === row);
      return wanted < 0 ? undefined : packagesIn(context, repositories.filter(({ last }) => isPlausible(last) && ageOf(last, now) === wanted));
    }
    if (part !== 'maintainers') return undefined;
    const people = maintainersOf(context);
    return packagesIn(context, repositories.filter(({ id }) => classOf(people.get(id) ?? 0) === row));
  },
};

/** The day that ages are counted back from, its end, in seconds since 1970. */
function dayOf(context: MeasureContext): number {
  const chosen = Date.parse(`${String(context.parameters['as-of'])}T00:00:00Z`);
  return Number.isNaN(chosen) ? newest(context) : chosen / 1000 + day - 1;
}

function newest({ database }: MeasureContext): number {
  const sql = 'SELECT max(last_commit) AS last FROM repository WHERE last_commit BETWEEN ? AND ?';
  let last = prepare<[number, number], { last: number | null }>(database, sql).get(plausible.from, plausible.until)?.last ?? 0;
  eachNumber(database, 'modified', (_id, value) => {
    if (value > last && isPlausible(value)) last = value;
  });
  return (Math.floor(last / day) + 1) * day - 1;
}

function isPlausible(time: number | null): time is number {
  return time !== null && time >= plausible.from && time < plausible.until;
}

/** The place in `ages`. Whole days; what lies after the day that is counted from is of the first. */
function ageOf(time: number, now: number): number {
  const days = Math.floor((now - time) / day);
  return ages.findIndex(({ until }) => days <= until);
}

function countAges(times: readonly number[], now: number): number[] {
  const counts = ages.map(() => 0);
  for (const time of times) counts[ageOf(time, now)] = (counts[ageOf(time, now)] ?? 0) + 1;
  return counts;
}

function changesOf({ database, selected }: MeasureContext, now: number): { readonly counts: number[]; readonly told: number } {
  const counts = ages.map(() => 0);
  let told = 0;
  eachNumber(database, 'modified', (id, value) => {
    if (!hasId(selected, id)) return;
    told += 1;
    const age = ageOf(value, now);
    counts[age] = (counts[age] ?? 0) + 1;
  });
  return { counts, told };
}

/** Days of change that belong to an age, as the search language writes them. */
function modifiedIn(now: number, at: number): string {
  const before = at === 0 ? null : (ages[at - 1]?.until ?? 0);
  const until = ages[at]?.until ?? Infinity;
  const newestDay = before === null ? '' : dayText(now - (before + 1) * day);
  const oldestDay = until === Infinity ? '' : dayText(now - until * day);
  return `modified:${oldestDay === '' ? `<=${newestDay}` : newestDay === '' ? `>=${oldestDay}` : `${oldestDay}..${newestDay}`}`;
}

function ageRows(counts: readonly number[], of: number, packages: (at: number) => string): ShareRow[] {
  return ages.map(({ key, label }, at) => shareRow({ key, label, count: counts[at] ?? 0, of, packages: packages(at) }));
}

const classes = [
  { key: 'none', label: 'Automated accounts alone' },
  { key: 'one', label: 'One maintainer' },
  { key: 'two', label: 'Two' },
  { key: 'few', label: 'Three to five' },
  { key: 'many', label: 'Six or more' },
] as const;

function classOf(people: number): (typeof classes)[number]['key'] {
  if (people <= 2) return people === 0 ? 'none' : people === 1 ? 'one' : 'two';
  return people <= 5 ? 'few' : 'many';
}

function maintainerRows(context: MeasureContext, repositories: readonly Repository[]): Pick<Extract<MeasurePart, { kind: 'shares' }>, 'denominator' | 'rows'> {
  const people = maintainersOf(context);
  const counts = new Map<string, number>();
  for (const { id } of repositories) counts.set(classOf(people.get(id) ?? 0), (counts.get(classOf(people.get(id) ?? 0)) ?? 0) + 1);
  return {
    denominator: { words: 'repositories whose commits can be read', count: repositories.length },
    rows: classes.map(({ key, label }) => shareRow({ key, label, count: counts.get(key) ?? 0, of: repositories.length, packages: behind(maintenance, context, 'maintainers', key) })),
  };
}

function commitsByYear({ database }: MeasureContext, repositories: readonly Repository[], head: Head): MeasurePart {
  const years = new Map<number, number>();
  const ofRepository = prepare<[number], { year: number; commits: number }>(database, `SELECT CAST(strftime('%Y', authored, 'unixepoch') AS INTEGER) AS year, count(*) AS commits FROM commits WHERE repository = ? GROUP BY year`);
  for (const [at, { id }] of repositories.entries()) {
    if (at % 64 === 0) stopIfUnwanted(database);
    for (const { year, commits } of ofRepository.all(id)) if (year >= 2005 && year < 2100) years.set(year, (years.get(year) ?? 0) + commits);
  }
  const known = [...years.keys()];
  const [from, until] = known.length === 0 ? [0, -1] : [Math.min(...known), Math.max(...known)];
  return {
    kind: 'lines', key: 'years', title: 'Commits by year', ...head, denominator: { words: 'commits that HEAD reaches, by the author’s date', count: [...years.values()].reduce((sum, commits) => sum + commits, 0) },
    x: { title: 'Year', scale: 'linear', unit: 'year' },
    y: { title: 'Commits', scale: 'linear', unit: 'commits' },
    lines: [{ key: 'commits', label: 'Commits', published: false, points: Array.from({ length: until - from + 1 }, (_, at) => ({ x: from + at, y: years.get(from + at) ?? 0, label: null, packages: null })) }],
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? null : sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
