import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pgpPublicKey } from './pgp-signature.ts';
import { prepareSampleMirror, sampleClones } from './prepare.ts';
import { sshPublicKey } from './ssh-signature.ts';
import type { SampleClone } from './clone.ts';

const resources = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'sample-mirror');
const hasTool = (name: string, argument: string): boolean => spawnSync(name, [argument]).error === undefined;
const hasGit = hasTool('git', '--version');
const hasSsh = hasGit && hasTool('ssh-keygen', '-?');
const hasGpg = hasGit && hasTool('gpg', '--version');

const work = mkdtempSync(join(tmpdir(), 'sample-mirror-'));
const mirror = join(work, 'mirror');
const gitSettings = { GIT_CONFIG_GLOBAL: join(work, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1', GNUPGHOME: join(work, 'gnupg') };

beforeAll(() => prepareSampleMirror(resources, mirror));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const folderOf = (clone: SampleClone, root = mirror): string => join(root, 'data', clone.hub, 'repos', ...clone.path.split('/'));

function cloneNamed(path: string): SampleClone {
  const clone = sampleClones.find((candidate) => candidate.path === path);
  if (!clone) throw new Error(`No clone ${path}`);
  return clone;
}

function git(clone: SampleClone, ...commands: string[]): { status: number | null; lines: string[]; errors: string } {
  const run = spawnSync('git', ['-C', folderOf(clone), ...commands], { encoding: 'utf8', env: { ...process.env, ...gitSettings } });
  return { status: run.status, lines: run.stdout.split('\n').filter((line) => line !== ''), errors: run.stderr };
}

/** Name and hash of every file below a folder. */
function fingerprint(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => `${path.slice(folder.length)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`).sort();
}

const whole = sampleClones.filter((clone) => clone.missing === undefined);

describe('prepareSampleMirror', () => {
  test('gives the same files in every build', () => {
    const again = join(work, 'again');
    prepareSampleMirror(resources, again);
    expect(fingerprint(again)).toEqual(fingerprint(mirror));
  });

  test('leaves a mirror of the same version alone and replaces another', () => {
    const target = join(work, 'stamped');
    prepareSampleMirror(resources, target);
    const touched = join(target, 'data', 'huggingface', 'json', 'huggingface.json');
    writeFileSync(touched, '[]');
    prepareSampleMirror(resources, target);
    expect(readFileSync(touched, 'utf8')).toBe('[]');
    writeFileSync(join(target, 'sample-mirror.stamp'), 'an older version\n');
    prepareSampleMirror(resources, target);
    expect(fingerprint(target)).toEqual(fingerprint(mirror));
    expect(readdirSync(work).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('refuses a folder that holds something else', () => {
    const target = join(work, 'occupied');
    mkdirSync(target);
    writeFileSync(join(target, 'thesis.txt'), 'mine');
    expect(() => prepareSampleMirror(resources, target)).toThrow('holds something else');
    expect(readdirSync(target)).toEqual(['thesis.txt']);
  });

  test('says when the records are missing', () => {
    expect(() => prepareSampleMirror(join(work, 'nowhere'), join(work, 'unused'))).toThrow('records are missing');
  });

  test('leaves the owner folder of a failed clone empty', () => {
    expect(readdirSync(join(mirror, 'data/huggingface/repos/EleutherAI'))).toEqual([]);
  });

  test('keeps the content of large files where Git LFS looks for it', () => {
    const clone = cloneNamed('huggingface.co/bert-base-uncased');
    const pointer = readFileSync(join(folderOf(clone), 'model.safetensors'), 'utf8');
    const id = /oid sha256:([0-9a-f]{64})/.exec(pointer)?.[1] ?? '';
    const object = readFileSync(join(folderOf(clone), '.git/lfs/objects', id.slice(0, 2), id.slice(2, 4), id));
    expect(createHash('sha256').update(object).digest('hex')).toBe(id);
    expect(pointer).toContain(`size ${object.length}\n`);
  });
});

describe.skipIf(!hasGit)('git on the sample clones (skipped without git)', () => {
  test.each(whole.map((clone) => [clone.path, clone] as const))('finds nothing wrong with %s', (_path, clone) => {
    const run = git(clone, 'fsck', '--full', '--strict');
    expect({ status: run.status, lines: run.lines, errors: run.errors }).toEqual({ status: 0, lines: [], errors: '' });
  });

  test.each(whole.map((clone) => [clone.path, clone] as const))('reads the history of %s as it was told', (_path, clone) => {
    const onHead = clone.path === 'milesial/Pytorch-UNet' ? clone.steps.filter((step) => step.on === undefined) : clone.steps;
    const told = onHead.map((step) => `${step.author.name} <${step.author.email}>|${(step.committer ?? step.author).email}|${step.signed !== undefined}`);
    const read = git(clone, 'log', '--format=%an <%ae>|%ce|%H').lines.map((line) => {
      const cut = line.lastIndexOf('|');
      const signed = git(clone, 'cat-file', 'commit', line.slice(cut + 1)).lines.some((header) => header.startsWith('gpgsig '));
      return `${line.slice(0, cut)}|${signed}`;
    });
    expect(read.sort()).toEqual(told.sort());
  });

  test('has the shapes the readers must cope with', () => {
    const whisper = cloneNamed('openai/whisper-tiny');
    expect(git(whisper, 'rev-list', '--max-parents=0', 'HEAD').lines).toHaveLength(2);
    expect(git(cloneNamed('huggingface.co/bert-base-uncased'), 'rev-list', '--min-parents=2', 'HEAD').lines).toHaveLength(2);
    expect(git(cloneNamed('milesial/Pytorch-UNet'), 'rev-list', '--all', '--count').lines).toEqual(['4']);
    expect(git(cloneNamed('milesial/Pytorch-UNet'), 'tag').lines).toEqual(['v3.0']);
    expect(git(cloneNamed('sentence-transformers/all-MiniLM-L6-v2'), 'log').status).not.toBe(0);
    const unlisted = cloneNamed('sample-lab/unlisted-tagger');
    expect(git(unlisted, 'rev-list', '--count', 'HEAD').lines).toEqual(['2']);
    expect(git(unlisted, 'cat-file', '-e', 'HEAD:notes.txt').status).not.toBe(0);
  });

  test('has one maintainer with far more repositories than most', () => {
    const repositories = new Map<string, number>();
    for (const clone of whole) {
      const authors = new Set(git(clone, 'log', '--format=%ae').lines.map((email) => email.toLowerCase()));
      for (const author of authors) repositories.set(author, (repositories.get(author) ?? 0) + 1);
    }
    expect(repositories.get('ada@example.org')).toBe(6);
    expect([...repositories.values()].filter((count) => count === 1).length).toBeGreaterThanOrEqual(6);
    expect(repositories.size).toBeGreaterThanOrEqual(18);
  });

  test('agrees with the records on HEAD, but for one ancestor and one missing commit', () => {
    const heads = sampleClones
      .filter((clone) => clone.hub === 'huggingface' && clone.path !== 'sample-lab/unlisted-tagger')
      .map((clone) => {
        const name = clone.path.replace('huggingface.co/', '');
        const recorded = recordedCommit(name);
        const isAncestor = git(clone, 'merge-base', '--is-ancestor', recorded, 'HEAD').status === 0;
        const isHead = git(clone, 'rev-parse', 'HEAD').lines[0] === recorded;
        return isHead ? 'head' : isAncestor ? `ancestor ${name}` : 'elsewhere';
      });
    expect(heads.filter((kind) => kind !== 'head')).toEqual(['ancestor dslim/bert-base-NER']);
  });
});

function recordedCommit(name: string): string {
  const records: unknown = JSON.parse(readFileSync(join(mirror, 'data/huggingface/json/huggingface.json'), 'utf8'));
  const list = records as readonly { readonly ModelName: string; readonly LatestGitCommitSHA: string }[];
  return list.find((record) => record.ModelName === name)?.LatestGitCommitSHA ?? `no record ${name}`;
}

function signedSteps(kind: 'pgp' | 'ssh'): [SampleClone, string][] {
  return whole.flatMap((clone) => {
    const begin = kind === 'pgp' ? 'gpgsig -----BEGIN PGP SIGNATURE-----' : 'gpgsig -----BEGIN SSH SIGNATURE-----';
    const commits = git(clone, 'rev-list', 'HEAD').lines.filter((id) => git(clone, 'cat-file', 'commit', id).lines.includes(begin));
    return commits.map((id): [SampleClone, string] => [clone, id]);
  });
}

describe('signatures', () => {
  test.skipIf(!hasSsh)('by SSH are good to git (skipped without git and ssh-keygen)', () => {
    writeFileSync(join(work, 'signers'), `* ${sshPublicKey}\n`);
    const verified = signedSteps('ssh').map(([clone, id]) => git(clone, '-c', `gpg.ssh.allowedSignersFile=${join(work, 'signers')}`, 'verify-commit', id).status);
    expect(verified).toEqual([0, 0, 0, 0, 0]);
  });

  test.skipIf(!hasGpg)('by PGP are good to GnuPG (skipped without git and gpg)', () => {
    mkdirSync(gitSettings.GNUPGHOME, { mode: 0o700 });
    writeFileSync(join(work, 'key.asc'), pgpPublicKey());
    const imported = spawnSync('gpg', ['--batch', '--quiet', '--import', join(work, 'key.asc')], { env: { ...process.env, ...gitSettings } });
    expect(imported.status).toBe(0);
    const verified = signedSteps('pgp').map(([clone, id]) => git(clone, 'verify-commit', id).status);
    expect(verified).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('weight files in the clones', () => {
  const read = (clonePath: string, file: string): Buffer => readFileSync(join(folderOf(cloneNamed(clonePath)), ...file.split('/')));

  test('safetensors: the header describes exactly the bytes that follow it', () => {
    const bytes = read('tloen/alpaca-lora-7b', 'adapter_model.safetensors');
    const headerLength = Number(bytes.readBigUInt64LE(0));
    const header: unknown = JSON.parse(bytes.toString('utf8', 8, 8 + headerLength));
    expect(header).toMatchObject({ __metadata__: { format: 'pt' } });
    expect(JSON.stringify(header)).toContain(`${bytes.length - 8 - headerLength}]`);
  });

  test('GGUF: magic, version 3, two tensors', () => {
    const bytes = read('TheBloke/Llama-2-7B-GGUF', 'llama-2-7b.Q2_K.gguf');
    expect([bytes.toString('latin1', 0, 4), bytes.readUInt32LE(4), bytes.readBigUInt64LE(8)]).toEqual(['GGUF', 3, 2n]);
  });

  test.skipIf(!hasTool('python3', '--version'))('pickle: Python disassembles it and finds one import (skipped without python3)', () => {
    const file = join(folderOf(cloneNamed('snakers4/silero-models')), 'speakers.pkl');
    const run = spawnSync('python3', ['-m', 'pickletools', file], { encoding: 'utf8' });
    expect(run.status).toBe(0);
    expect(run.stdout.match(/GLOBAL\s+'[^']+'/g)).toEqual(["GLOBAL     'collections OrderedDict'"]);
  });

  test('are small, all of them', () => {
    const files = [
      ['tloen/alpaca-lora-7b', 'adapter_model.safetensors'],
      ['TheBloke/Llama-2-7B-GGUF', 'llama-2-7b.Q2_K.gguf'],
      ['onnx/models', 'vision/classification/squeezenet/model/squeezenet1.0-9.onnx'],
      ['snakers4/silero-models', 'speakers.pkl'],
    ] as const;
    for (const [clone, file] of files) expect(statSync(join(folderOf(cloneNamed(clone)), ...file.split('/'))).size).toBeLessThan(1024);
  });
});
