import { addObject, addTree } from './git-objects.ts';
import type { FileContent, ObjectStore } from './git-objects.ts';
import type { Person } from './people.ts';
import { signWithPgp } from './pgp-signature.ts';
import { signWithSsh } from './ssh-signature.ts';

/** What a commit changes: new contents by path; null deletes. */
export type Changes = Readonly<Record<string, FileContent | null>>;

interface StepOptions {
  /** The branch the commit goes on; the repository's own branch by default. */
  readonly on?: string;
  /** For the first commit on a branch: the branch it leaves. Without it the commit is a root. */
  readonly from?: string;
  readonly committer?: Person;
  readonly signed?: 'pgp' | 'ssh';
}

interface CommitStep extends StepOptions {
  readonly kind: 'commit';
  readonly date: string;
  readonly author: Person;
  readonly message: string;
  readonly changes: Changes;
}

interface MergeStep extends StepOptions {
  readonly kind: 'merge';
  readonly date: string;
  readonly author: Person;
  readonly message: string;
  /** The branch that is merged and then gone, as after a merged pull request. */
  readonly branch: string;
}

export type Step = CommitStep | MergeStep;

/** One commit. The date is written `2021-05-06 07:08 +0200`; without an offset it is UTC. */
export function commit(date: string, author: Person, message: string, changes: Changes, options: StepOptions = {}): Step {
  return { kind: 'commit', date, author, message, changes, ...options };
}

export function merge(date: string, author: Person, branch: string, options: StepOptions = {}): Step {
  return { kind: 'merge', date, author, message: `Merge branch '${branch}'`, branch, ...options };
}

/** A run of small commits to one file, a day apart and by the given people in turn. */
export function edits(firstDay: string, people: readonly Person[], path: string, lines: readonly string[]): Step[] {
  const start = Date.parse(`${firstDay}T10:00:00Z`);
  return lines.map((line, index) => {
    const author = people[index % people.length];
    if (!author) throw new Error('A run of edits needs people.');
    const day = new Date(start + index * 86_400_000).toISOString().slice(0, 10);
    return commit(`${day} 1${index % 10}:15`, author, line, { [path]: `${lines.slice(0, index + 1).join('\n')}\n` });
  });
}

interface Branch {
  readonly tip: string;
  readonly files: ReadonlyMap<string, FileContent>;
  /** The files where the branch left its parent: what a merge compares with. */
  readonly base: ReadonlyMap<string, FileContent>;
}

export interface History {
  readonly store: ObjectStore;
  /** The tips of the branches that were not merged away, the main branch among them. */
  readonly branches: ReadonlyMap<string, string>;
  readonly head: string;
  /** All commits in the order of the steps. */
  readonly commits: readonly string[];
  readonly files: ReadonlyMap<string, FileContent>;
}

/** Carries out the steps and returns every object; equal steps give equal ids on every machine. */
export function buildHistory(mainBranch: string, steps: readonly Step[]): History {
  const store: ObjectStore = new Map();
  const branches = new Map<string, Branch>();
  const commits: string[] = [];
  for (const step of steps) {
    const name = step.on ?? mainBranch;
    const parent = branches.get(name) ?? (step.from === undefined ? undefined : leave(branches, step.from));
    const merged = step.kind === 'merge' ? existing(branches, step.branch) : undefined;
    const files = step.kind === 'merge' && merged ? mergeFiles(parent, merged) : applyChanges(parent, step.kind === 'commit' ? step.changes : {});
    const parents = [parent?.tip, merged?.tip].filter((tip) => tip !== undefined);
    const tip = addCommit(store, step, parents, addTree(store, files));
    branches.set(name, { tip, files, base: parent?.base ?? new Map() });
    if (step.kind === 'merge') branches.delete(step.branch);
    commits.push(tip);
  }
  const main = existing(branches, mainBranch);
  const tips = new Map([...branches].map(([name, branch]) => [name, branch.tip]));
  return { store, branches: tips, head: main.tip, commits, files: main.files };
}

function existing(branches: ReadonlyMap<string, Branch>, name: string): Branch {
  const branch = branches.get(name);
  if (!branch) throw new Error(`The history has no branch ${name} yet.`);
  return branch;
}

function leave(branches: ReadonlyMap<string, Branch>, name: string): Branch {
  const origin = existing(branches, name);
  return { ...origin, base: origin.files };
}

function applyChanges(parent: Branch | undefined, changes: Changes): Map<string, FileContent> {
  const files = new Map(parent?.files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) files.delete(path);
    else files.set(path, content);
  }
  return files;
}

/** A three-way merge by whole files, in which what the merged branch changed wins. */
function mergeFiles(ours: Branch | undefined, theirs: Branch): Map<string, FileContent> {
  const files = new Map(ours?.files);
  for (const [path, content] of theirs.files) if (theirs.base.get(path) !== content) files.set(path, content);
  for (const path of theirs.base.keys()) if (!theirs.files.has(path)) files.delete(path);
  return files;
}

interface CommitTime {
  readonly seconds: number;
  readonly offset: string;
}

function parseDate(text: string): CommitTime {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?: ([+-]\d{4}))?$/.exec(text);
  if (!match) throw new Error(`Not a date of the form 2021-05-06 07:08 +0200: ${text}`);
  const offset = match[3] ?? '+0000';
  const seconds = Date.parse(`${match[1]}T${match[2]}:00${offset.slice(0, 3)}:${offset.slice(3)}`) / 1000;
  if (Number.isNaN(seconds)) throw new Error(`Not a date: ${text}`);
  return { seconds, offset };
}

const signature = (person: Person, time: CommitTime): string => `${person.name} <${person.email}> ${time.seconds} ${time.offset}`;

function addCommit(store: ObjectStore, step: Step, parents: readonly string[], tree: string): string {
  const time = parseDate(step.date);
  const headers = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${signature(step.author, time)}`,
    `committer ${signature(step.committer ?? step.author, time)}`,
  ];
  const payload = (extra: readonly string[]): Buffer => Buffer.from(`${[...headers, ...extra].join('\n')}\n\n${step.message}\n`, 'utf8');
  if (!step.signed) return addObject(store, 'commit', payload([]));
  const unsigned = payload([]);
  const armoured = step.signed === 'pgp' ? signWithPgp(unsigned, time.seconds) : signWithSsh(unsigned);
  const header = `gpgsig ${armoured.trimEnd().split('\n').join('\n ')}`;
  return addObject(store, 'commit', payload([header]));
}
