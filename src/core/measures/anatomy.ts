import { bitOfPart, type FilePart } from '../../shared/domain/index.ts';
import { addTo, eachNumber, emptySet, packagesOf, intersection, lastPackage, type PackageSet, readSearch, remember, sizeOf, union } from '../query/index.ts';
import { complement, packagesWithCommits } from './repositories.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, ShareRow } from './types.ts';
import { within } from './within.ts';

/** A part of a package, and in which packages it can be told whether it is there. */
interface PartRule {
  readonly key: string;
  readonly label: string;
  readonly found: (context: MeasureContext) => PackageSet;
  /** Null: in all. */
  readonly told: ((context: MeasureContext) => PackageSet) | null;
  /** A search that finds the same, where there is one. */
  readonly search: string | null;
}

const rules: readonly PartRule[] = [
  { key: 'weights', label: 'Weights', found: (context) => filePart(context, 'weights'), told: listed, search: null },
  { key: 'architecture', label: 'Architecture', found: (context) => bySearch(context, 'has:arch'), told: null, search: 'has:arch' },
  { key: 'dataset', label: 'Dataset', found: (context) => bySearch(context, 'has:dataset'), told: null, search: 'has:dataset' },
  { key: 'configuration', label: 'Configuration', found: (context) => filePart(context, 'configuration'), told: listed, search: null },
  { key: 'documentation', label: 'Documentation', found: (context) => bySearch(context, 'has:card'), told: null, search: 'has:card' },
  { key: 'licence', label: 'Licence', found: (context) => union(bySearch(context, 'has:license'), filePart(context, 'licence')), told: null, search: null },
  { key: 'tests', label: 'Tests', found: (context) => filePart(context, 'tests'), told: listed, search: null },
  { key: 'history', label: 'Version history', found: revised, told: cloned, search: null },
];

/** What a package of a pre-trained model consists of. */
export const anatomy: Measure = {
  info: {
    id: 'anatomy',
    title: 'Package anatomy',
    group: 'composition',
    question: 'Which of the parts of a package of a pre-trained model are there?',
    rule: 'Weights, configuration and tests are told from the names of its files: a weight format; config.json and its kin; a folder tests, or test_….py. Architecture, dataset and documentation are there where the record names one or lists a model card; a licence where the record names one or there is a file LICENSE. A version history is there where its clone has two commits or more.',
    source: 'The parts are those of ICSE’23, section 2; the rules are this program’s.',
    unit: 'packages',
    denominator: 'Packages in which it can be told: those with a list of files for weights, configuration and tests; those with a clone for the version history; all for the rest.',
    missing: 'Packages without a list of files; packages without a clone whose commits can be read.',
    parameters: [],
    references: [],
  },
  compute(context) {
    const { selected, query } = context;
    const inSelection = (set: PackageSet): number => sizeOf(intersection(set, selected));
    const head = {
      missing: [
        { words: 'packages without a list of files', count: context.packages - inSelection(listed(context)), packages: behind(anatomy, context, 'parts', 'unlisted') },
        { words: 'packages without a readable clone', count: context.packages - inSelection(cloned(context)), packages: behind(anatomy, context, 'parts', 'uncloned') },
      ],
      reference: null,
    };
    const rows = rules.map((rule): ShareRow => {
      const told = rule.told === null ? selected : intersection(rule.told(context), selected);
      const packages = rule.search === null ? behind(anatomy, context, 'parts', rule.key) : within(query, rule.search);
      return shareRow({ key: rule.key, label: rule.label, count: sizeOf(intersection(rule.found(context), told)), of: sizeOf(told), packages });
    });
    const counted = counts(context);
    const total = counted.reduce((sum, count) => sum + count, 0);
    return [
      { kind: 'shares', key: 'parts', title: 'Parts of a package', denominator: { words: 'packages in which it can be told', count: null }, ...head, notes: [], unit: 'packages', partition: false, rows },
      {
        kind: 'shares', key: 'number', title: 'How many of the seven parts are there', denominator: { words: 'packages with a list of files', count: total }, ...head,
        notes: ['The version history is left out: it can be told of clones only.'], unit: 'packages', partition: true,
        rows: counted.map((count, parts) => shareRow({ key: String(parts), label: `${parts} of 7`, count, of: total, packages: behind(anatomy, context, 'number', String(parts)) })),
      },
    ];
  },
  packagesOf(context, part, row) {
    if (part === 'number') return numberSet(context, Number(row));
    if (part !== 'parts') return undefined;
    if (row === 'unlisted') return complement(context, listed(context));
    if (row === 'uncloned') return complement(context, cloned(context));
    const rule = rules.find(({ key }) => key === row);
    return rule && (rule.told === null ? rule.found(context) : intersection(rule.found(context), rule.told(context)));
  },
};

function bySearch({ database }: MeasureContext, query: string): PackageSet {
  return packagesOf(database, readSearch(query).tree);
}

/** Packages by the bits of their files' names. */
function byBits(context: MeasureContext, key: string, test: (bits: number) => boolean): PackageSet {
  const { database } = context;
  return remember(database, `anatomy ${key}`, () => {
    const set = emptySet(lastPackage(database));
    eachNumber(database, 'parts', (id, bits) => {
      if (test(bits)) addTo(set, id);
    });
    return set;
  });
}

function listed(context: MeasureContext): PackageSet {
  return byBits(context, 'listed', () => true);
}

function filePart(context: MeasureContext, part: FilePart): PackageSet {
  return byBits(context, part, (bits) => (bits & bitOfPart(part)) !== 0);
}

function cloned(context: MeasureContext): PackageSet {
  return packagesWithCommits(context, 1);
}

function revised(context: MeasureContext): PackageSet {
  return packagesWithCommits(context, 2);
}

/** The sets of the seven parts that need no clone, and the packages that are counted: those with a list of files. */
function sevenSets(context: MeasureContext): readonly PackageSet[] {
  return rules.filter(({ key }) => key !== 'history').map((rule) => rule.found(context));
}

/** How many packages of the selection have 0, 1, … 7 parts. */
function counts(context: MeasureContext): number[] {
  const found = Array.from({ length: 8 }, () => 0);
  eachPartCount(context, intersection(listed(context), context.selected), (parts) => (found[parts] = (found[parts] ?? 0) + 1));
  return found;
}

function numberSet(context: MeasureContext, wanted: number): PackageSet | undefined {
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 7) return undefined;
  const set = emptySet(lastPackage(context.database));
  eachPartCount(context, listed(context), (parts, id) => {
    if (parts === wanted) addTo(set, id);
  });
  return set;
}

function eachPartCount(context: MeasureContext, among: PackageSet, walk: (parts: number, id: number) => void): void {
  const sets = sevenSets(context);
  for (let word = 0; word < among.length; word += 1) {
    for (let bits = among[word] as number; bits !== 0; bits &= bits - 1) {
      const bit = bits & -bits;
      let parts = 0;
      for (const set of sets) if (((set[word] as number) & bit) !== 0) parts += 1;
      walk(parts, word * 32 + 31 - Math.clz32(bit));
    }
  }
}
