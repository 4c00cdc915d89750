import type { Job } from '../shared/contract/index.ts';

const doing: Readonly<Record<Job['kind'], string>> = { index: 'Indexing', export: 'Exporting to', unpack: 'Unpacking to', check: 'Checking', verify: 'Checking', peatmoss: 'Reading', list: 'Reading' };

/** What quitting would end, and what becomes of it. */
export function quitText(jobs: readonly Pick<Job, 'kind' | 'title' | 'done' | 'total'>[]): { readonly message: string; readonly detail: string } {
  const lines = jobs.map(({ kind, title, done, total }) => `${doing[kind]} ${title}${total === null || total === 0 ? '' : ` (${Math.floor((100 * done) / total)} %)`}`);
  return {
    message: jobs.length === 1 ? 'A job is still running.' : `${jobs.length} jobs are still running.`,
    detail: `${lines.join('\n')}\n\nQuitting cancels ${jobs.length === 1 ? 'it' : 'them'}. Nothing half-written is left, and what was there before stays.`,
  };
}
