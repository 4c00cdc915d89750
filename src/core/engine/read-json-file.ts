import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { z } from 'zod';
import { ExpectedError } from '../../shared/result.ts';

/** What people share is small: a larger file is something else. Bytes. */
const largestFile = 256 * 1024 * 1024;

/**
 * Reads a JSON file that another user may have written. Throws `invalid-arguments`, `not-found`, `unreadable`, or `refused`
 * for a file of another form. `what` names the form: "a file of notes".
 */
export function readJsonFile<Schema extends z.ZodType>(path: string, what: string, schema: Schema): z.output<Schema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readText(path, what).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw new ExpectedError('refused', `${path} is not JSON.`, 'Nothing was taken in.');
  }
  const checked = schema.safeParse(parsed);
  if (checked.success) return checked.data;
  throw new ExpectedError('refused', `${path} is not ${what} that this version reads: ${issueOf(checked.error)}`, 'Nothing was taken in.');
}

/** The first thing that is wrong, and where: "columns.0.id Invalid option". */
export function issueOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}

function readText(path: string, what: string): string {
  if (!isAbsolute(path) || path.includes('\0')) throw new ExpectedError('invalid-arguments', 'The file must be an absolute path.');
  try {
    const stat = statSync(path);
    // A pipe or a device would be waited for.
    if (!stat.isFile()) throw new ExpectedError('refused', `${path} is not a file.`);
    if (stat.size > largestFile) throw new ExpectedError('refused', `${path} is too large for ${what}.`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExpectedError('not-found', `${path} does not exist.`);
    throw new ExpectedError('unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
