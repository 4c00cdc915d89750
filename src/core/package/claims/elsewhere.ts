import { groupBy } from '../../../shared/group.ts';
import type { TableNumber } from './card-tables.ts';
import { compareValues, type Difference, nameKey } from './values.ts';

/** What is compared: a claim of the package, of another one, or a measured result. Absent parts are null. */
export interface StatedValue {
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string | null;
  readonly value: string;
}

/** A value that somebody else states of the same name: a package of another hub, or an imported list of measured results. */
export interface StatedBy<Place> extends StatedValue {
  readonly place: Place;
}

export interface Elsewhere<Place> extends Difference {
  readonly value: string;
  readonly place: Place;
}

/**
 * Which of the values stated elsewhere are the same claim, with how they differ. A claim is the same where dataset and metric are
 * (by `nameKey`), and the task is or is not named on one side. Where the other side names no dataset or no metric, it is the same where the
 * claims of the package leave only one that it can mean.
 */
export function statedElsewhere<Place>(claims: readonly StatedValue[], others: readonly StatedBy<Place>[]): readonly (readonly Elsewhere<Place>[])[] {
  const keys = claims.map(keyOf);
  const found = claims.map((): Elsewhere<Place>[] => []);
  for (const other of others) {
    const wanted = keyOf(other);
    const meant = keys.flatMap((key, at) => (isSame(key, wanted) ? [at] : []));
    const isVague = wanted.dataset === null || wanted.metric === null;
    if (isVague && meant.length !== 1) continue;
    for (const at of meant) {
      const claim = claims[at];
      if (claim) found[at]?.push({ value: other.value, place: other.place, ...compareValues(claim.metric ?? '', claim.value, other.value) });
    }
  }
  return found;
}

/**
 * Claims of one package that state the same: task, dataset and metric are. One that names no dataset stands alone, since two such may be
 * about anything: the pipelines of spaCy state precision for names and for sentences, both as token-classification.
 */
export function groupOwnClaims<Claim extends StatedValue>(claims: readonly Claim[]): readonly (readonly Claim[])[] {
  const named = claims.filter(({ dataset }) => dataset !== null && nameKey(dataset) !== '');
  return [...groupBy(named, (claim) => JSON.stringify(keyOf(claim))).values()];
}

interface ClaimKey {
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string | null;
}

function keyOf({ task, dataset, metric }: StatedValue): ClaimKey {
  const key = (name: string | null): string | null => (name === null ? null : nameKey(name) || null);
  return { task: key(task), dataset: key(dataset), metric: key(metric) };
}

function isSame(claim: ClaimKey, other: ClaimKey): boolean {
  return fits(claim.task, other.task) && fits(claim.dataset, other.dataset) && fits(claim.metric, other.metric);
}

function fits(claimed: string | null, other: string | null): boolean {
  return claimed === null || other === null || claimed === other;
}

/** Shorter names stand inside too many words to tell anything. */
const shortestName = 2;

/** What the package is told by in its own card. */
export interface CardSubject {
  /** Its name without its owner. */
  readonly shortName: string;
  /** All its claims are about one dataset, which a table need not name then. */
  readonly isOneDataset: boolean;
}

/** Heads that say nothing of which model a number is of. */
const general = /^(?:|values?|scores?|results?|performance|ours|this model|(?:test|dev|eval|val|validation|evaluation|train)(?: set| split)?)$/;

/**
 * Tells which numbers of the card's tables state a claim: the head of the row or of the column names the metric, and the other head, or the
 * heading above the table, names the dataset. A head that names neither is the name of a model in most cards: it must be that of the package,
 * or say nothing, or be the only one of its table. A head names something where its words hold the words of the name.
 */
export function tableReader(tables: readonly TableNumber[], subject: CardSubject): (claim: StatedValue) => readonly Elsewhere<TableNumber>[] {
  const cells = tables.map((cell) => ({ cell, row: headOf(cell.row), column: headOf(cell.column), heading: headOf(cell.heading) }));
  const isOnlyRow = onlyOnes(tables, 'row');
  const isOnlyColumn = onlyOnes(tables, 'column');
  const package_ = nameOf(subject.shortName);
  return (claim) => {
    if (claim.metric === null) return [];
    const metric = nameOf(claim.metric);
    const dataset = claim.dataset === null ? null : nameOf(claim.dataset);
    const namesDataset = (head: Head): boolean => dataset !== null && names(head, dataset);
    const states = (head: Head, other: Head, heading: Head, isOnly: boolean): boolean => {
      if (!names(head, metric)) return false;
      if (namesDataset(other)) return true;
      if (!subject.isOneDataset && !namesDataset(heading)) return false;
      return isOnly || general.test(other.text) || names(other, package_);
    };
    const found = cells.filter(({ cell, row, column, heading }) => states(column, row, heading, isOnlyRow.has(cell.table)) || states(row, column, heading, isOnlyColumn.has(cell.table)));
    return found.map(({ cell }) => ({ value: cell.text, place: cell, ...compareValues(claim.metric ?? '', claim.value, cell.text) }));
  };
}

/** The tables that have one row, or one column, with numbers. */
function onlyOnes(tables: readonly TableNumber[], side: 'row' | 'column'): ReadonlySet<number> {
  const heads = new Map<number, Set<string>>();
  for (const cell of tables) heads.set(cell.table, (heads.get(cell.table) ?? new Set()).add(cell[side]));
  return new Set([...heads].filter(([, found]) => found.size === 1).map(([table]) => table));
}

interface Head {
  readonly text: string;
  readonly words: readonly string[];
  readonly key: string;
}

interface Name {
  readonly words: readonly string[];
  readonly key: string;
}

function headOf(text: string): Head {
  const short = text.slice(0, 500);
  return { text: short.trim().toLowerCase(), ...nameOf(short) };
}

function nameOf(name: string): Name {
  return { words: (name.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => nameKey(word)), key: nameKey(name) };
}

/** Whether the words of the name stand one after the other among the words of the head. */
function names(head: Head, name: Name): boolean {
  if (name.key.length < shortestName) return false;
  return head.key === name.key || head.words.some((_, at) => name.words.every((word, next) => head.words[at + next] === word));
}
