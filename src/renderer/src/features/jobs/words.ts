import type { Job } from '../../../../shared/contract/index.ts';

/** What each kind of job is called while it runs, when it is done, and when it failed. */
export const jobWords: Readonly<Record<Job['kind'], { readonly noun: string; readonly running: string; readonly done: string; readonly counts: string }>> = {
  index: { noun: 'Index', running: 'Indexing', done: 'Indexed', counts: 'package' },
  export: { noun: 'Export', running: 'Exporting', done: 'Exported', counts: 'package' },
  check: { noun: 'Check', running: 'Checking', done: 'Checked', counts: 'file' },
  verify: { noun: 'Check of an export', running: 'Checking', done: 'Checked', counts: 'file' },
  peatmoss: { noun: 'Joining a PeaTMOSS database', running: 'Joining', done: 'Joined', counts: 'model' },
  list: { noun: 'Reading a list', running: 'Reading', done: 'Read', counts: 'package' },
  unpack: { noun: 'Unpacking', running: 'Unpacking', done: 'Unpacked', counts: 'file' },
};
