import type { z } from 'zod';
import { ExpectedError } from '../../shared/result.ts';
import { readUserFile } from './read-user-file.ts';

/**
 * Reads a JSON file that another user may have written. Throws `invalid-arguments`, `not-found`, `unreadable`, or `refused`
 * for a file of another form. `what` names the form: "a file of notes".
 */
export function readJsonFile<Schema extends z.ZodType>(path: string, what: string, schema: Schema): z.output<Schema> {
  return checkJson(readUserFile(path, what), path, what, schema);
}

/** The same of bytes that were read already. */
export function checkJson<Schema extends z.ZodType>(bytes: Buffer, path: string, what: string, schema: Schema): z.output<Schema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new ExpectedError('refused', `${path} is not JSON.`, 'Nothing was taken in.');
  }
  const checked = schema.safeParse(parsed);
  if (checked.success) return checked.data;
  throw new ExpectedError('refused', `${path} is not ${what} that this version reads: ${issueOf(checked.error)}`, 'Nothing was taken in.');
}

export interface BadEntry {
  readonly entry: string;
  readonly reason: string;
}

/** Entries of such a file one by one: those of another form are named, so that nothing else is lost. */
export function readEntries<Schema extends z.ZodType>(entries: readonly unknown[], schema: Schema): { readonly good: readonly z.output<Schema>[]; readonly bad: BadEntry[] } {
  const good: z.output<Schema>[] = [];
  const bad: BadEntry[] = [];
  for (const [at, entry] of entries.entries()) {
    const checked = schema.safeParse(entry);
    if (checked.success) good.push(checked.data);
    else bad.push({ entry: labelOf(entry, at), reason: issueOf(checked.error) });
  }
  return { good, bad };
}

/** Longer names are none that this program gave. */
const longestLabel = 100;

/** How people find the entry in the file: its name, else its number. */
function labelOf(entry: unknown, at: number): string {
  const name = typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string' ? entry.name.trim() : '';
  return name === '' ? `Entry ${at + 1}` : name.slice(0, longestLabel);
}

/** The first thing that is wrong, and where: "columns.0.id Invalid option". */
function issueOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}
