import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageClone } from '../clone.ts';
import { createPlayground, initRepository, missingGitReason, missingSshKeygenReason, type Playground, writeRawCommit } from '../repository/testing-git.ts';
import { makeKeyRing, type KeyRing } from './key-ring.ts';
import { readKeys } from './read-keys.ts';
import type { ImportedKey } from './types.ts';

/** Test support: commits signed by the real gpg and ssh-keygen, none of which the product runs. */
export const missingToolsReason = missingGitReason ?? missingSshKeygenReason ?? (hasGpg() ? null : 'skipped: gpg is absent');

export interface Signers {
  readonly playground: Playground;
  readonly folder: string;
  readonly gpg: (args: readonly string[], input?: string | Uint8Array) => Buffer;
  /** Makes a PGP key that needs no passphrase; returns its fingerprint. `at`: the clock of the machine, as gpg takes it. */
  readonly pgpKey: (name: string, options?: { algorithm?: string; expires?: string; at?: string }) => string;
  /** Adds a subkey that signs; returns its fingerprint. */
  readonly pgpSubkey: (key: string, options?: { expires?: string; at?: string }) => string;
  /** A revocation certificate, which gpg makes in a dialogue only. */
  readonly pgpRevocation: (key: string, reason: 'superseded') => Buffer;
  readonly pgpSign: (payload: Uint8Array, key: string, options?: readonly string[]) => string;
  /** Makes an SSH key; returns the path of its private half. */
  readonly sshKey: (name: string, type?: string, bits?: number) => string;
  readonly sshSign: (payload: Uint8Array, key: string, namespace?: string) => string;
  /** Of an SSH key, as ssh-keygen prints it. */
  readonly fingerprint: (key: string) => string;
  readonly openssl: (args: readonly string[], input?: string | Uint8Array) => Buffer;
  readonly remove: () => void;
}

export function createSigners(): Signers {
  // Short: gpg-agent's socket lies in it, and a socket's path has about a hundred characters at most.
  const folder = mkdtempSync(join(tmpdir(), 'sig-'));
  const home = join(folder, 'gpg');
  mkdirSync(home, { mode: 0o700 });
  writeFileSync(join(home, 'gpg.conf'), 'trust-model always\nno-auto-key-locate\n');
  // For the git of the playground, which starts gpg itself.
  process.env['GNUPGHOME'] = home;
  const playground = createPlayground();
  const run = (program: string, args: readonly string[], input: string | Uint8Array = ''): Buffer => execFileSync(program, args, { input, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, GNUPGHOME: home, LC_ALL: 'C' } });
  const gpg: Signers['gpg'] = (args, input) => run('gpg', ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', ...args], input);
  return {
    playground, folder, gpg,
    pgpKey: (name, { algorithm = 'ed25519', expires = '0', at } = {}) => {
      gpg([...(at === undefined ? [] : ['--faked-system-time', at]), '--quick-generate-key', name, algorithm, 'sign', expires]);
      const listed = gpg(['--with-colons', '--list-keys', name.replace(/.*</, '<')]).toString();
      return /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? '';
    },
    pgpSubkey: (key, { expires = '0', at } = {}) => {
      const listed = (): readonly string[] => [...gpg(['--with-colons', '--list-keys', key]).toString().matchAll(/^fpr:+([0-9A-F]{40}):/gm)].map((match) => match[1] ?? '');
      const before = listed();
      gpg([...(at === undefined ? [] : ['--faked-system-time', at]), '--quick-add-key', key, 'ed25519', 'sign', expires]);
      return listed().find((fingerprint) => !before.includes(fingerprint)) ?? '';
    },
    // Yes, reason 2 (superseded), no description, yes.
    pgpRevocation: (key) => run('gpg', ['--no-tty', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', '--command-fd', '0', '--armor', '--gen-revoke', key], 'y\n2\n\ny\n'),
    pgpSign: (payload, key, options = []) => gpg([...options, '--armor', '--detach-sign', '--local-user', key], payload).toString(),
    sshKey: (name, type = 'ed25519', bits) => {
      const path = join(folder, name);
      run('ssh-keygen', ['-q', '-t', type, ...(bits === undefined ? [] : ['-b', String(bits)]), '-N', '', '-C', `${name}@example.org`, '-f', path]);
      return path;
    },
    sshSign: (payload, key, namespace = 'git') => run('ssh-keygen', ['-q', '-Y', 'sign', '-n', namespace, '-f', key], payload).toString(),
    fingerprint: (key) => run('ssh-keygen', ['-l', '-f', key]).toString().split(' ')[1] ?? '',
    openssl: (args, input) => run('openssl', args, input),
    remove: () => {
      delete process.env['GNUPGHOME'];
      try {
        run('gpgconf', ['--kill', 'gpg-agent']);
      } catch {
        // Without an agent there is nothing to end.
      }
      rmSync(folder, { recursive: true, force: true });
      playground.remove();
    },
  };
}

export interface SignedHistory {
  readonly path: string;
  readonly clone: PackageClone;
  /** Adds a commit with the header lines that `sign` makes of its bytes, and what `change` makes of them afterwards. */
  add(title: string, sign?: (payload: Buffer) => string | readonly Header[], change?: (text: string) => string): string;
  /** Puts a commit that git itself made on top; returns its name. */
  top(): string;
}

export interface Header {
  readonly name: 'gpgsig' | 'gpgsig-sha256';
  readonly value: string;
}

export function signedHistory(playground: Playground, name: string, options: readonly string[] = []): SignedHistory {
  const path = initRepository(playground, name, options);
  const tree = playground.gitText(path, ['write-tree']);
  const own = tree.length === 64 ? 'gpgsig-sha256' : 'gpgsig';
  let top = '';
  let time = 1_700_000_000;
  const put = (sha: string): string => {
    playground.git(path, ['update-ref', 'HEAD', sha]);
    top = sha;
    return sha;
  };
  return {
    path,
    clone: { absolute: path, mirrorRoot: playground.mirror, path: `data/huggingface/repos/${name}`, state: 'whole', reason: null },
    add: (title, sign, change = (text) => text) => {
      time += 60;
      const people = `author Ada Example <ada@example.org> ${time} +0000\ncommitter Carl Example <carl@example.org> ${time} +0100\n`;
      const head = `tree ${tree}\n${top === '' ? '' : `parent ${top}\n`}${people}`;
      const body = `\n${title}\n`;
      const made = sign?.(Buffer.from(head + body)) ?? [];
      const headers = typeof made === 'string' ? [{ name: own, value: made }] : made;
      const lines = headers.map((header) => `${header.name} ${header.value.trimEnd().split('\n').join('\n ')}\n`).join('');
      return put(writeRawCommit(playground, path, Buffer.from(change(head + lines + body), 'latin1')));
    },
    top: () => {
      top = playground.gitText(path, ['rev-parse', 'HEAD']);
      return top;
    },
  };
}

/** The keys of these texts as the user database would hold them. */
export async function ringOf(...texts: readonly (string | Uint8Array)[]): Promise<KeyRing> {
  const keys: ImportedKey[] = [];
  for (const text of texts) {
    const read = await readKeys(text);
    if (read.bad.length > 0) throw new Error(JSON.stringify(read.bad));
    keys.push(...read.keys.map(({ identity, text: kept, facts }) => ({ id: createHash('sha256').update(identity).digest('hex').slice(0, 16), text: kept, facts })));
  }
  return makeKeyRing(keys, createHash('sha256').update(JSON.stringify(keys)).digest('hex'));
}

export function publicHalf(path: string): string {
  return readFileSync(`${path}.pub`, 'utf8').trim();
}

/** What git itself says of each commit: "G", "U", "B", … of `%G?`, by commit. */
export function verdictsOfGit({ playground, folder }: Signers, history: SignedHistory, allowedSigners: string): ReadonlyMap<string, string> {
  const file = join(folder, 'allowed_signers');
  writeFileSync(file, '');
  appendFileSync(file, allowedSigners);
  const text = playground.gitText(history.path, ['-c', `gpg.ssh.allowedSignersFile=${file}`, 'log', '--format=%H %G?']);
  return new Map(text.split('\n').map((line) => [line.slice(0, -2), line.slice(-1)] as const));
}

function hasGpg(): boolean {
  try {
    execFileSync('gpg', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
