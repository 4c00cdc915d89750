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

/** The first thing that is wrong, and where: "columns.0.id Invalid option". */
export function issueOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}
