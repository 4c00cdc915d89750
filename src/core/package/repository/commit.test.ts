import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository, signatureOf, type Commit } from './index.ts';
import { createPlayground, initRepository, missingGitReason, missingSshKeygenReason, type Playground, writeRawCommit } from './testing-git.ts';

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

describe.skipIf(missingGitReason !== null)(`reading commits ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  let path = '';
  beforeAll(() => {
    playground = createPlayground();
    path = initRepository(playground, 'commits');
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'Root']);
  });
  afterAll(() => playground.remove());

  const readRaw = (headers: string | Uint8Array, message: string | Uint8Array = 'Message\n', maxMessageBytes?: number): Commit => {
    const bytes = Buffer.concat([Buffer.from(`tree ${emptyTree}\n`), Buffer.from(headers), Buffer.from('\n'), Buffer.from(message)]);
    const sha = writeRawCommit(playground, path, bytes);
    return openRepository(path, { mirrorRoot: playground.mirror, ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }) }).readCommit(sha);
  };

  const people = (author: string | Uint8Array, rest = ''): Buffer =>
    Buffer.concat([Buffer.from('author '), Buffer.from(author), Buffer.from(`\ncommitter Carl <carl@example.org> 1600000000 +0000\n${rest}`)]);

  it.each([
    ['Ada <ada@example.org> 1600000000 +0530', { name: 'Ada', email: 'ada@example.org', time: 1_600_000_000, offset: 330 }],
    ['Ada <ada@example.org> 1600000000 -0345', { name: 'Ada', email: 'ada@example.org', time: 1_600_000_000, offset: -225 }],
    [' <> 1600000000 +0000', { name: '', email: '', time: 1_600_000_000, offset: 0 }],
    ['<only@example.org> 12 +0100', { name: '', email: 'only@example.org', time: 12, offset: 60 }],
    ['Ada <a> <b@example.org> 5 +0000', { name: 'Ada', email: 'a', time: 5, offset: 0 }],
    ['Ada <ada@example.org>', { name: 'Ada', email: 'ada@example.org', time: null, offset: 0 }],
    ['Ada <ada@example.org> tomorrow', { name: 'Ada', email: 'ada@example.org', time: null, offset: 0 }],
    ['Ada <ada@example.org> -5 +0000', { name: 'Ada', email: 'ada@example.org', time: null, offset: 0 }],
    ['Ada <ada@example.org> 99999999999999999999 +0000', { name: 'Ada', email: 'ada@example.org', time: null, offset: 0 }],
    ['Ada <ada@example.org> 7 +051800', { name: 'Ada', email: 'ada@example.org', time: 7, offset: 0 }],
    ['Ada without address', { name: 'Ada without address', email: '', time: null, offset: 0 }],
    ['Ada <broken@example.org 5 +0000', { name: 'Ada <broken@example.org 5 +0000', email: '', time: null, offset: 0 }],
    ['', { name: '', email: '', time: null, offset: 0 }],
  ])('reads the author line "%s"', (line, expected) => {
    expect(readRaw(people(line)).author).toEqual(expected);
  });

  it('takes absent people, absent messages and unknown headers as they come', () => {
    const nobody = { name: '', email: '', time: null, offset: 0 };
    expect(readRaw('', '')).toMatchObject({ author: nobody, committer: nobody, message: '', tree: emptyTree, parents: [] });
    const odd = readRaw(people('Ada <a@b> 5 +0000', 'HG:rename x\nmergetag object 1\n tree 2\n author Eve <e@v> 1 +0000\n gpgsig no\nx-gpgsig y\n'));
    expect(odd).toMatchObject({ author: { name: 'Ada' }, signature: 'none', message: 'Message\n' });
  });

  it('decodes by the encoding header, else UTF-8, else Latin-1', () => {
    const name = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.from(' <x@example.org> 5 +0000')]);
    const latin = Buffer.from('Jürgen Größe', 'latin1');
    expect(readRaw(people(name(latin), 'encoding ISO-8859-1\n'), latin)).toMatchObject({ author: { name: 'Jürgen Größe' }, message: 'Jürgen Größe', encoding: 'ISO-8859-1' });
    expect(readRaw(people(name(latin)), latin)).toMatchObject({ author: { name: 'Jürgen Größe' }, message: 'Jürgen Größe', encoding: null });
    expect(readRaw(people(name(Buffer.from('模型 🤗')))).author.name).toBe('模型 🤗');
    expect(readRaw(people(name(Buffer.from('real \uFFFD')))).author.name).toBe('real \uFFFD');
    const japanese = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
    expect(readRaw(people(name(japanese), 'encoding Shift_JIS\n')).author.name).toBe('日本');
    expect(readRaw(people(name(latin), 'encoding no-such-thing\n')).author.name).toBe('Jürgen Größe');
  });

  it('cuts a huge message between characters and says so', () => {
    const commit = readRaw(people('Ada <a@b> 5 +0000'), `${'é'.repeat(600_000)}`, 1001);
    expect(commit).toMatchObject({ message: 'é'.repeat(500), messageTruncated: true });
    expect(readRaw(people('Ada <a@b> 5 +0000'), 'é', 2)).toMatchObject({ message: 'é', messageTruncated: false });
  });

  it.each([
    ['gpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n', 'pgp'],
    ['gpgsig -----BEGIN PGP MESSAGE-----\n \n aGVsbG8=\n -----END PGP MESSAGE-----\n', 'pgp'],
    ['gpgsig -----BEGIN SSH SIGNATURE-----\n aGVsbG8=\n -----END SSH SIGNATURE-----\n', 'ssh'],
    ['gpgsig -----BEGIN SIGNED MESSAGE-----\n aGVsbG8=\n -----END SIGNED MESSAGE-----\n', 'x509'],
    ['gpgsig-sha256 -----BEGIN PGP SIGNATURE-----\n aGVsbG8=\n -----END PGP SIGNATURE-----\n', 'pgp'],
    ['gpgsig something else\n', 'unknown'],
    ['gpgsignature -----BEGIN PGP SIGNATURE-----\n', 'none'],
  ])('knows the kind of %j', (header, kind) => {
    const commit = readRaw(people('Ada <a@b> 5 +0000', header), 'Signed\n\ngpgsig -----BEGIN SSH SIGNATURE-----\n');
    expect(commit.signature).toBe(kind);
  });

  it('separates a signature from what was signed', () => {
    const armored = '-----BEGIN PGP SIGNATURE-----\n\naGVsbG8=\n-----END PGP SIGNATURE-----\n';
    const header = `gpgsig ${armored.trimEnd().replaceAll('\n', '\n ')}\n`;
    const before = people('Ada <a@b> 5 +0000').toString();
    const unsigned = `tree ${emptyTree}\n${before}encoding UTF-8\n\nMessage\n\ngpgsig stays\n`;
    const signed = Buffer.from(`tree ${emptyTree}\n${before}${header}encoding UTF-8\n\nMessage\n\ngpgsig stays\n`);
    const signature = signatureOf(signed);
    expect(signature).toMatchObject({ kind: 'pgp', header: 'gpgsig', armored });
    expect(Buffer.from(signature?.payload ?? []).toString()).toBe(unsigned);
    expect(signatureOf(Buffer.from(unsigned))).toBeNull();
    expect(signatureOf(Buffer.alloc(0))).toBeNull();
  });

  it.skipIf(missingSshKeygenReason !== null)(`gives ssh-keygen a payload that it verifies ${missingSshKeygenReason ?? ''}`, () => {
    const keys = join(playground.outside, 'keys');
    mkdirSync(keys);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', join(keys, 'id')]);
    const signing = initRepository(playground, 'signing');
    const sign = ['-c', 'gpg.format=ssh', '-c', `user.signingkey=${join(keys, 'id.pub')}`, 'commit', '-S', '-q', '--allow-empty', '-m', 'Signed\n\nwith a body'];
    playground.git(signing, sign);
    const repository = openRepository(signing, { mirrorRoot: playground.mirror });
    const head = repository.head()?.sha ?? '';
    expect(repository.readCommit(head)).toMatchObject({ signature: 'ssh', message: 'Signed\n\nwith a body\n' });
    const signature = signatureOf(repository.readObject(head).bytes);
    writeFileSync(join(keys, 'signature'), signature?.armored ?? '');
    writeFileSync(join(keys, 'allowed'), `ada ${readFileSync(join(keys, 'id.pub'), 'utf8')}`);
    const verify = ['-Y', 'verify', '-n', 'git', '-I', 'ada', '-f', join(keys, 'allowed'), '-s', join(keys, 'signature')];
    expect(execFileSync('ssh-keygen', verify, { input: signature?.payload ?? '' }).toString()).toContain('Good "git" signature for ada');
  });
});
