import { isSpdxId } from '../mirror/index.ts';
import { licenceConflict } from '../reach/index.ts';
import {
  addTo, countedValues, difference, eachNumbers, emptySet, fullSet, hasId, hold, lastPackage, packagesWith, prepare, type PackageSet, sizeOf, stopIfUnwanted, intersection,
} from '../query/index.ts';
import { fold } from '../../shared/search/index.ts';
import { noneKey } from './rows.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { valueShares, valueSharesSet } from './value-shares.ts';
import { within } from './within.ts';

const mostPairs = 200;

/** Licences, whether they are known ones, and whether they go together with those of base models. */
export const licences: Measure = {
  info: {
    id: 'licences',
    title: 'Licences',
    group: 'composition',
    question: 'Under which licences do the models stand, and do these go together with those of their base models?',
    rule: 'A package counts once for each licence that its record or card names, common spellings mapped to SPDX ids. A licence is invalid where it maps to none (“other”, “openrail”, “???”): many of the hubs’ own names are. A conflict is a package whose (first) licence may not follow that of a base model that it names, by the names of the licences alone, which is no legal advice; bases outside of the mirror, and licences that the rules do not know, make none.',
    source: 'SPDX licence list; the rules for conflicts are this program’s',
    unit: 'packages',
    denominator: 'All packages of the selection; conflicts: ties to a base model where both licences are stated.',
    missing: 'Packages that state no licence.',
    parameters: [{ kind: 'number', id: 'top', title: 'Licences shown', description: 'How many are shown one by one.', min: 1, max: 1000, step: 1, initial: 15 }],
    references: [],
  },
  compute(context) {
    return [sharesPart(context, this.info), validityPart(context, this.info), conflictsPart(context, this.info), pairsPart(context, this.info)];
  },
  packagesOf(context, part, row) {
    const { database } = context;
    if (part === 'shares') return valueSharesSet(context, 'license', Number(context.parameters['top']), row);
    if (part === 'validity') return validitySets(context).find(({ key }) => key === row)?.set;
    const isWanted = part === 'pairs' ? (tie: LicenceTie) => tie.conflict !== null && pairKey(tie) === row : stateOfTie(row);
    if (isWanted === undefined || (part !== 'pairs' && part !== 'conflicts')) return undefined;
    const set = emptySet(lastPackage(database));
    for (const tie of licenceTies(context)) if (isWanted(tie)) addTo(set, tie.package);
    return set;
  },
};

function sharesPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { rows, missing } = valueShares(context, {
    info, part: 'shares', field: 'license', search: { field: 'license', has: 'has:license' }, top: Number(context.parameters['top']),
    labels: { rest: 'Other licences only', none: 'None stated' },
  });
  return {
    kind: 'shares', key: 'shares', title: 'Packages by licence', denominator: { words: 'all packages', count: context.packages },
    missing: [{ words: 'packages that state no licence', count: missing, packages: rows.at(-1)?.packages ?? null }],
    reference: null, notes: ['A package with several licences counts for each.'], unit: 'packages', partition: false, rows: [...rows],
  };
}

interface Validity {
  readonly key: 'spdx' | 'invalid' | typeof noneKey;
  readonly label: string;
  readonly set: PackageSet;
}

/** Packages of the whole index by whether their licences are SPDX ids. */
function validitySets({ database }: MeasureContext): readonly Validity[] {
  const all = packagesWith(database, 'license', () => true);
  const ids = new Set(countedValues(database, 'license', fullSet(lastPackage(database))).values.filter((value) => isSpdxId(value.text())).map(({ number }) => number));
  const invalid = packagesWith(database, 'license', (number) => !ids.has(number));
  return [
    { key: 'spdx', label: 'SPDX ids only', set: difference(all, invalid) },
    { key: 'invalid', label: 'Not an SPDX id', set: invalid },
  ];
}

function validityPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const of = context.packages;
  const rows = validitySets(context).map(({ key, label, set }) => shareRow({ key, label, count: sizeOf(intersection(context.selected, set)), of, packages: behind({ info }, context, 'validity', key) }));
  const missing = of - rows.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: 'shares', key: 'validity', title: 'Packages by whether their licence is a known one', denominator: { words: 'all packages', count: of }, missing: [], reference: null, notes: [],
    unit: 'packages', partition: true,
    rows: [...rows, shareRow({ key: noneKey, label: 'None stated', count: missing, of, role: 'none', packages: within(context.query, '-has:license') })],
  };
}

/** A package with a licence, made from a package of the mirror with one. */
interface LicenceTie {
  readonly package: number;
  readonly base: string;
  readonly derived: string;
  readonly conflict: string | null;
}

const tiesSql = `SELECT DISTINCT package, target FROM lineage WHERE target IS NOT NULL AND target <> package AND live()`;

function licenceTies({ database }: MeasureContext): readonly LicenceTie[] {
  return hold(database, 'licence ties', (ties) => 64 * ties.length, () => {
    const licenceOf = new Int32Array(lastPackage(database) + 1).fill(-1);
    eachNumbers(database, 'license', (numbers, first) => {
      for (let at = 0; at < numbers.length; at += 1) licenceOf[first + at] = numbers[at] as number;
    });
    const text = prepare<[number], { text: string }>(database, 'SELECT text FROM term WHERE id = ?');
    const pairs = new Map<string, Omit<LicenceTie, 'package'>>();
    const ties: LicenceTie[] = [];
    const rows = prepare<[], [number, number]>(database, tiesSql).raw().all() as unknown as readonly (readonly [number, number])[];
    stopIfUnwanted(database);
    for (const [id, target] of rows) {
      const [baseTerm, ownTerm] = [licenceOf[target] as number, licenceOf[id] as number];
      if (baseTerm < 0 || ownTerm < 0) continue;
      const key = `${baseTerm} ${ownTerm}`;
      let pair = pairs.get(key);
      if (pair === undefined) {
        const [base, derived] = [text.get(baseTerm)?.text ?? '', text.get(ownTerm)?.text ?? ''];
        pair = { base, derived, conflict: licenceConflict(base, derived) };
        pairs.set(key, pair);
      }
      ties.push({ package: id, ...pair });
    }
    return ties;
  });
}

function stateOfTie(row: string): ((tie: LicenceTie) => boolean) | undefined {
  if (row === 'conflict') return ({ conflict }) => conflict !== null;
  return row === 'together' ? ({ conflict }) => conflict === null : undefined;
}

function pairKey({ base, derived }: LicenceTie): string {
  return `=${fold(base)} > ${fold(derived)}`;
}

function conflictsPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const ties = licenceTies(context).filter(({ package: id }) => hasId(context.selected, id));
  const conflicts = ties.filter(({ conflict }) => conflict !== null).length;
  const row = (key: string, label: string, count: number) => shareRow({ key, label, count, of: ties.length, packages: behind({ info }, context, 'conflicts', key) });
  return {
    kind: 'shares', key: 'conflicts', title: 'Ties to base models by their licences', denominator: { words: 'ties to a base model of this mirror where both state a licence', count: ties.length },
    missing: [], reference: null, notes: ['By the names of the licences alone, which is no legal advice.'], unit: 'count', partition: true,
    rows: [row('conflict', 'May not follow', conflicts), row('together', 'Go together, or not known to the rules', ties.length - conflicts)],
  };
}

function pairsPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const pairs = new Map<string, { readonly tie: LicenceTie; count: number }>();
  for (const tie of licenceTies(context)) {
    if (tie.conflict === null || !hasId(context.selected, tie.package)) continue;
    const key = pairKey(tie);
    const known = pairs.get(key);
    if (known) known.count += 1;
    else pairs.set(key, { tie, count: 1 });
  }
  const rows = [...pairs].sort(([leftKey, left], [rightKey, right]) => right.count - left.count || (leftKey < rightKey ? -1 : 1));
  return {
    kind: 'table', key: 'pairs', title: 'Licences that may not follow each other', denominator: { words: 'ties to a base model of this mirror', count: null }, missing: [], reference: null, notes: [],
    columns: [{ key: 'base', title: 'Base model', unit: 'text' }, { key: 'derived', title: 'Made from it', unit: 'text' }, { key: 'count', title: 'Ties', unit: 'count' }, { key: 'why', title: 'Why', unit: 'text' }],
    rows: rows.slice(0, mostPairs).map(([key, { tie, count }]) => ({ key, cells: [tie.base, tie.derived, count, tie.conflict], packages: behind({ info }, context, 'pairs', key) })),
    total: rows.length,
  };
}
