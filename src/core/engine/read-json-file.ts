import type { z } from 'zod';
import { ExpectedError } from '../../shared/result.ts';
import { readUserFile } from './read-user-file.ts';

/**
 * Reads a JSON file that another user may have written. Throws `invalid-arguments`, `not-found`, `unreadable`, or `refused`
 * for a file of another form. `what` names the form: "a file of notes".
 */
export function readJsonFile<Schema extends z.ZodType>(path: string, what: string, schema: Schema): z.output<Schema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readUserFile(path, what).toString('utf8').replace(/^\uFEFF/, ''));
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
