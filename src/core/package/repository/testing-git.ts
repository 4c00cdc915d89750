import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Test support: repositories made by the real git program, which the product itself never runs. */
export const missingGitReason = probe('git', ['--version']) ? null : 'skipped: the git program is absent';
export const missingSshKeygenReason = probe('ssh-keygen', ['-?']) ? null : 'skipped: ssh-keygen is absent';

export interface Playground {
  /** The mirror's root; `outside` lies beside it. */
  readonly mirror: string;
  readonly outside: string;
  readonly git: (folder: string, args: readonly string[], input?: string | Uint8Array) => Buffer;
  readonly gitText: (folder: string, args: readonly string[], input?: string | Uint8Array) => string;
  readonly remove: () => void;
}

export function createPlayground(): Playground {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'repository-test-')));
  const mirror = join(top, 'mirror');
  const outside = join(top, 'mirror-not');
  mkdirSync(mirror);
  mkdirSync(outside);
  const environment = {
    ...process.env,
    HOME: top,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Carl Example',
    GIT_COMMITTER_EMAIL: 'carl@example.org',
    GIT_AUTHOR_DATE: '1700000000 +0530',
    GIT_COMMITTER_DATE: '1700000100 -0330',
  };
  const settings = ['-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always', '-c', 'gc.auto=0', '-c', 'core.autocrlf=false'];
  const git = (folder: string, args: readonly string[], input: string | Uint8Array = ''): Buffer =>
    execFileSync('git', ['-C', folder, ...settings, ...args], { env: environment, input, maxBuffer: 2 ** 28, stdio: ['pipe', 'pipe', 'pipe'] });
  return {
    mirror,
    outside,
    git,
    gitText: (folder, args, input) => git(folder, args, input).toString('utf8').trimEnd(),
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}

/** Makes an empty repository `<mirror>/<name>` and returns its path. */
export function initRepository(playground: Playground, name: string, options: readonly string[] = []): string {
  const path = join(playground.mirror, name);
  mkdirSync(path, { recursive: true });
  playground.git(path, ['init', '-q', ...options]);
  return path;
}

/** Writes a commit object byte by byte, as git itself never would, and returns its name. */
export function writeRawCommit(playground: Playground, repository: string, bytes: Uint8Array): string {
  return playground.gitText(repository, ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], bytes);
}

/** A small repeatable generator (mulberry32), so that a failing random test can be run again from its seed. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A stream for `git fast-import`: one branch of `commits` commits with merges, a second root, and files that change a little each time. */
export function randomHistory(commits: number, seed: number): string {
  const random = seededRandom(seed);
  const stream: string[] = [];
  const contents = new Map<number, string[]>();
  for (let mark = 1; mark <= commits; mark += 1) {
    const isRoot = mark === 1 || mark === 7;
    const parents = isRoot ? [] : [mark - 1];
    const other = 1 + random(Math.max(1, mark - 2));
    if (!isRoot && mark > 9 && random(4) === 0 && other !== mark - 1) {
      parents.push(other);
    }
    if (mark === 8) {
      parents.splice(0, 1, 7, 6);
    }
    const time = 1_600_000_000 + mark * 60 - random(3) * 90;
    const message = `Change ${mark}\n\nBecause of ${random(1_000_000)} ünïcode.\n`;
    stream.push(`commit refs/heads/main\nmark :${mark}\nauthor Person ${random(5)} <p${random(5)}@example.org> ${time - 5} +0200\ncommitter Committer <c@example.org> ${time} -0800\n`);
    stream.push(`data ${Buffer.byteLength(message)}\n${message}\n`);
    if (isRoot && mark > 1) {
      // Without "from", a second commit on the branch would take the first as its parent.
      stream.splice(stream.length - 2, 0, 'reset refs/heads/main\n\n');
    }
    parents.forEach((parent, index) => stream.push(`${index === 0 ? 'from' : 'merge'} :${parent}\n`));
    const file = random(6);
    const lines = contents.get(file) ?? Array.from({ length: 300 }, () => String(random(1_000_000_000)));
    lines[random(lines.length)] = `changed in ${mark}`;
    contents.set(file, lines);
    const text = lines.join('\n');
    stream.push(`M 100644 inline folder${file % 3}/deep/file ${file}.txt\ndata ${text.length}\n${text}\n`);
  }
  return `${stream.join('')}done\n`;
}

/** One line per file below a folder: path, kind, bytes, time, content hash. Equal before and after when nothing was written. */
export function fingerprintFolder(folder: string, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const name = `${prefix}/${entry.name}`;
    const stats = lstatSync(path);
    if (entry.isDirectory()) {
      return [`${name}/ ${stats.mtimeMs}`, ...fingerprintFolder(path, name)];
    }
    const content = entry.isSymbolicLink() ? readlinkSync(path) : entry.isFile() ? readFileSync(path) : '';
    return [`${name} ${stats.size} ${stats.mtimeMs} ${createHash('sha256').update(content).digest('hex')}`];
  });
}

function probe(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}
