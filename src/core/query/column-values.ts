import type { FacetField } from '../../shared/contract/index.ts';
import { noNumber, type ReadDatabase, termKinds } from '../index/index.ts';
import type { FacetValues } from './facet-values.ts';
import { hold, lastPackage, stopIfUnwanted } from './held.ts';
import { numbersIn } from './held-columns.ts';
import { eachNumbers } from './package-fields.ts';
import { prepare } from './statements.ts';

/** Fields of which a package's row has one value, kept in blocks. */
export type ColumnField = Extract<FacetField, 'hub' | 'owner' | 'task' | 'architecture' | 'license' | 'library'>;

/** Walks the packages that have a value in their row. */
export function eachMember(database: ReadDatabase, field: ColumnField, walk: (id: number, member: number) => void): void {
  eachNumbers(database, field, (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) {
      const member = numbers[at] as number;
      if (member !== noNumber) walk(first + at, member);
    }
  });
}

/** Values that packages have, or are found by, beside the one in their row. */
export interface FurtherValues {
  readonly ids: Uint32Array;
  readonly values: Uint32Array;
  /** Where the entries begin of values that a package is only found by: spellings of its hub. */
  readonly ownEnd: number;
}

/** Each pair once, and none that the row itself tells. */
export function furtherValues(database: ReadDatabase, field: ColumnField, values: FacetValues): FurtherValues {
  return hold(database, `further ${field}`, ({ ids }) => 8 * ids.length, () => {
    const own = new Int32Array(lastPackage(database) + 1).fill(noNumber);
    const valueOf = (member: number): number => values.valueOf.get(member) ?? member;
    eachMember(database, field, (id, member) => void (own[id] = valueOf(member)));
    const seen = new Set<number>();
    const ids: number[] = [];
    const found: number[] = [];
    const add = (sql: string): void => {
      stopIfUnwanted(database);
      const row = prepare<[], { packages: string | null; members: string | null }>(database, sql).get();
      const members = numbersIn(row?.members ?? null);
      for (const [at, id] of numbersIn(row?.packages ?? null).entries()) {
        const value = valueOf(members[at] as number);
        const pair = id * values.end + value;
        if (own[id] === value || seen.has(pair)) continue;
        seen.add(pair);
        ids.push(id);
        found.push(value);
      }
    };
    // A package has one licence in its row and any others among its terms.
    if (field === 'license') add(otherLicensesSql);
    const ownEnd = ids.length;
    if (field !== 'hub' && field !== 'owner') add(originalsSql(field));
    return { ids: Uint32Array.from(ids), values: Uint32Array.from(found), ownEnd };
  });
}

const otherLicensesSql = `SELECT group_concat(pt.package) AS packages, group_concat(pt.term) AS members
  FROM term CROSS JOIN package_term AS pt ON pt.term = term.id WHERE term.kind = ${termKinds.license} AND (pt.package & 1023 OR live())`;

function originalsSql(field: Exclude<ColumnField, 'hub' | 'owner'>): string {
  const column = `${field}_original`;
  return `SELECT group_concat(id) AS packages, group_concat(${column}) AS members FROM package WHERE ${column} IS NOT NULL AND (id & 1023 OR live())`;
}
