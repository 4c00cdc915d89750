import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pgpPublicKey } from '../../src/core/mirror/sample/pgp-signature.ts';
import { signWithSsh, sshPublicKey } from '../../src/core/mirror/sample/ssh-signature.ts';
import { contract } from '../../src/shared/contract/index.ts';
import { sampleProgram } from './support/sample-program.ts';

const { here, ptmx } = sampleProgram();
const clone = (name: string): string => here('sample', 'data', 'huggingface', 'repos', name);
const bert = 'huggingface/bert-base-uncased';
const distilbert = 'huggingface/distilbert-base-uncased';

describe('ptmx keys, show --tab signatures and verify', () => {
  test('a key that is missing and a file that is not here are no failure', async () => {
    const { code, stdout, stderr } = await ptmx('verify', distilbert);
    expect(stderr).toContain('Nothing that is here contradicts its pointer or signature.');
    expect(stdout).toContain('Key missing');
    expect(stdout).toMatch(/1 {2}not here/);
    expect(code).toBe(0);
  });

  test('keys are imported, listed and removed', async () => {
    const file = here('keys.txt');
    writeFileSync(file, `${pgpPublicKey()}\nsample@example.org ${sshPublicKey}\n`);
    expect(await ptmx('keys', 'import', file)).toMatchObject({ code: 0, stderr: expect.stringContaining('2 keys imported; here already: 0.') });
    const listed = contract['keys.list'].answer.parse(JSON.parse((await ptmx('keys', '--json')).stdout));
    expect(listed.keys.map(({ kind }) => kind).sort()).toEqual(['allowed-signer', 'pgp']);
    const shown = contract['packages.signatures'].answer.parse(JSON.parse((await ptmx('show', distilbert, '--tab', 'signatures', '--json')).stdout));
    expect(shown.states).toEqual([{ state: 'valid', count: 3 }]);
    expect((await ptmx('show', distilbert, '--tab', 'signatures')).stdout).toMatch(/3 of \d+ commits are signed\n +3 {2}Valid\n/);
    const fingerprint = listed.keys.find(({ kind }) => kind === 'pgp')?.fingerprint ?? '';
    expect(await ptmx('keys', 'remove', fingerprint.slice(-16))).toMatchObject({ code: 0, stderr: '1 key removed.\n' });
    expect((await ptmx('keys', 'remove', fingerprint)).code).toBe(4);
    expect((await ptmx('keys', 'import', here('no-such'))).code).toBe(4);
    expect((await ptmx('keys', 'forget')).code).toBe(2);
    writeFileSync(file, 'nothing in here\n');
    expect(await ptmx('keys', 'import', file)).toMatchObject({ code: 1, stderr: expect.stringContaining('Left out: Line 1') });
  });

  test('a file that is not as its pointer says ends with exit code 5', async () => {
    expect((await ptmx('verify', bert, '--lfs')).code).toBe(0);
    const found = JSON.parse((await ptmx('verify', bert, '--lfs', '--json')).stdout) as { lfs: { good: number; bytes: number } };
    expect(found.lfs.good).toBe(1);
    const files = JSON.parse((await ptmx('show', bert, '--tab', 'files', '--json')).stdout) as { files: { path: string; lfs: { oid: string; present: boolean } | null }[] };
    const kept = files.files.find(({ lfs }) => lfs?.present === true);
    const oid = kept?.lfs?.oid ?? '';
    const object = join(clone('huggingface.co/bert-base-uncased'), '.git/lfs/objects', oid.slice(0, 2), oid.slice(2, 4), oid);
    const bytes = readFileSync(object);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(object, bytes);
    const { code, stdout } = await ptmx('verify', bert);
    expect(stdout).toContain(`MISMATCH ${kept?.path} (LFS store): Its SHA-256 is `);
    expect(code).toBe(5);
    expect((await ptmx('verify', bert, '--signatures')).code).toBe(0);
  });

  test('an invalid signature ends with exit code 5', async () => {
    const git = join(clone('huggingface.co/distilbert-base-uncased'), '.git');
    const head = readFileSync(join(git, 'refs/heads/main'), 'utf8').trim();
    const people = 'author Ada <ada@example.org> 1700000000 +0000\ncommitter Ada <ada@example.org> 1700000000 +0000\n';
    const top = `tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent ${head}\n`;
    const signature = signWithSsh(Buffer.from(`${top}${people}\nWhat was signed\n`)).trimEnd().split('\n').join('\n ');
    const commit = Buffer.from(`${top}${people}gpgsig ${signature}\n\nWhat was not signed\n`);
    const object = Buffer.concat([Buffer.from(`commit ${commit.length}\0`), commit]);
    const sha = createHash('sha1').update(object).digest('hex');
    const path = join(git, 'objects', sha.slice(0, 2), sha.slice(2));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, deflateSync(object));
    writeFileSync(join(git, 'refs/heads/main'), `${sha}\n`);
    const { code, stdout } = await ptmx('verify', distilbert, '--signatures');
    expect(stdout).toContain(`INVALID ${sha}: It does not match the commit.`);
    expect(code).toBe(5);
  });
});
