import { createHash } from 'node:crypto';
import { timeText } from '../../../shared/table/index.ts';
import { hubNumber } from '../../index/index.ts';
import { addTo, emptySet, hasId, lastPackage } from '../../query/index.ts';
import { fingerprintOf } from '../manifest.ts';
import { newestDate } from '../selection.ts';
import type { DocumentWork, LeftOut } from '../types.ts';
import type { BillForm } from './schemas.ts';

/** What names a document. It follows from what is in it, not from the clock, so that the same export is the same bytes. */
export interface BillIdentity {
  readonly uuid: string;
  /** The newest date that the mirror states of a chosen package; 1970 where it states none. */
  readonly created: string;
  readonly fingerprint: string;
}

export function identityOf(work: DocumentWork, form: BillForm): BillIdentity {
  const { database } = work.context;
  const fingerprint = fingerprintOf(database);
  const { ids } = work.chosen;
  const digest = createHash('sha256').update(`${form}\n${work.appVersion}\n${fingerprint}\n`).update(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength)).digest();
  const newest = newestDate(database, work.chosen);
  return { uuid: uuidOf(digest), created: timeText(newest) ?? '1970-01-01T00:00:00Z', fingerprint };
}

/** RFC 9562, version 8: its bits are the maker's own. */
function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A web address in ASCII, as both forms ask for; null for what is none, or carries a password. */
export function webAddress(address: string | null): string | null {
  if (address === null || !/^https?:\/\//i.test(address)) return null;
  try {
    const url = new URL(address);
    return url.username === '' && url.password === '' ? url.href.replaceAll(/["<>\\^`{|}\s]/g, encodeURIComponent) : null;
  } catch {
    return null;
  }
}

/** The same without what readers of JSON refuse or cut off at: NUL, and halves of a surrogate pair. */
export function cleaned<Value>(value: Value): Value;
export function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/[\0\p{Surrogate}]/gu, '\uFFFD');
  if (Array.isArray(value)) return value.map((item) => cleaned<unknown>(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, item]) => (item === undefined ? [] : [[name, cleaned<unknown>(item)]])));
}

const mostReasons = 50;
const examplesShown = 20;

/** What was left out, by reason, with the first packages of each. */
export class Omissions {
  private readonly byReason = new Map<string, { count: number; readonly examples: string[] }>();

  add(reason: string, example: string): void {
    const told = this.byReason.has(reason) || this.byReason.size < mostReasons ? reason : 'Other reasons.';
    const known = this.byReason.get(told) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < examplesShown) known.examples.push(example);
    this.byReason.set(told, known);
  }

  get list(): readonly LeftOut[] {
    return [...this.byReason].map(([reason, { count, examples }]) => ({ reason, count, examples }));
  }
}

/** Tells whether the bill has the package of a base model's name. */
export function chosenBases({ context: { database }, chosen }: DocumentWork): (base: string) => boolean {
  const set = emptySet(lastPackage(database));
  for (const id of chosen.ids) addTo(set, id);
  const find = database.prepare<[number, string], number>('SELECT id FROM package WHERE hub = ? AND name = ? AND ordinal = 0').pluck();
  return (base) => {
    const id = find.get(hubNumber('huggingface'), base);
    return id !== undefined && hasId(set, id);
  };
}
