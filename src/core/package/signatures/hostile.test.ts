import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { signWithPgp } from '../../mirror/sample/pgp-signature.ts';
import { signWithSsh, sshPublicKey } from '../../mirror/sample/ssh-signature.ts';
import { signatureOf, type CommitSignature } from '../repository/index.ts';
import { seededRandom } from '../repository/testing-git.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { checkSignature, type Verdict } from './check.ts';
import { platformOfCommit, platformOfKey } from './platforms.ts';
import { readKeys } from './read-keys.ts';
import { ringOf } from './testing-signed.ts';

const payload = Buffer.from('tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a@example.org> 1700000000 +0000\ncommitter C <c@example.org> 1700000000 +0000\n\nMade\n');
const people = { author: { name: 'A', email: 'a@example.org', time: 1_700_000_000, offset: 0 }, committer: { name: 'C', email: 'c@example.org', time: 1_700_000_000, offset: 0 } };

async function check(armored: string, keys: readonly string[] = []): Promise<Verdict> {
  const commit = Buffer.concat([payload.subarray(0, payload.indexOf('\n\n') + 1), Buffer.from(`gpgsig ${armored.trimEnd().split('\n').join('\n ')}\n`, 'latin1'), payload.subarray(payload.indexOf('\n\n') + 1)]);
  const signature = signatureOf(commit) as CommitSignature;
  return checkSignature(signature, people, await ringOf(...keys));
}

function armour(label: string, bytes: Uint8Array, blank = ''): string {
  return `-----BEGIN ${label}-----\n${blank}${(Buffer.from(bytes).toString('base64').match(/.{1,70}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
}

function inside(armored: string): Buffer {
  return Buffer.from(armored.split('\n').filter((line) => /^[A-Za-z0-9+/]{2,}={0,2}$/.test(line)).join(''), 'base64');
}

function field(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function sshSignature(publicKey: Buffer, signature: Buffer): string {
  return armour('SSH SIGNATURE', Buffer.concat([Buffer.from('SSHSIG\0\0\0\x01'), field(publicKey), field('git'), field(''), field('sha512'), field(signature)]));
}

const ssh = signWithSsh(payload);
const pgp = signWithPgp(payload, 1_700_000_000);

describe('Hostile signatures', () => {
  test('good ones to start from', async () => {
    expect((await check(ssh)).state).toBe('unlisted');
    expect((await check(ssh, [sshPublicKey])).state).toBe('valid');
    expect((await check(pgp)).state).toBe('key-missing');
  });

  test.each<[string, string, Verdict['state']]>([
    ['no kind that is known', 'signed by me', 'unreadable'],
    ['empty armour', '-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----', 'unreadable'],
    ['megabytes of base64', armour('SSH SIGNATURE', Buffer.alloc(4_000_000, 7)), 'unreadable'],
    ['megabytes of PGP', armour('PGP SIGNATURE', Buffer.alloc(4_000_000, 0xc2), '\n'), 'unreadable'],
    ['a claimed length of 4 GB', armour('SSH SIGNATURE', Buffer.concat([Buffer.from('SSHSIG\0\0\0\x01'), Buffer.alloc(4, 0xff)])), 'unreadable'],
    ['no base64', '-----BEGIN PGP SIGNATURE-----\n\n<script>alert(1)</script>\n-----END PGP SIGNATURE-----', 'unreadable'],
    ['an end of another label', ssh.replace('END SSH', 'END PGP'), 'unreadable'],
    ['something before it', `x${ssh}`, 'unreadable'],
    ['a compressed packet', armour('PGP SIGNATURE', Buffer.concat([Buffer.from([0xa3, 1]), deflateRawSync(Buffer.alloc(50_000_000))]), '\n'), 'unreadable'],
    ['a cleartext message', '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello', 'unreadable'],
    ['a whole message', pgp.replaceAll('PGP SIGNATURE', 'PGP MESSAGE'), 'unchecked'],
    ['two signatures', pgp + pgp, 'unreadable'],
    ['CMS nested without end', armour('SIGNED MESSAGE', Buffer.from('3080'.repeat(60_000), 'hex')), 'unreadable'],
    ['CMS with a lying length', armour('SIGNED MESSAGE', Buffer.from('3084ffffffff0609', 'hex')), 'unreadable'],
    ['a DSA key', sshSignature(Buffer.concat([field('ssh-dss'), field('p')]), field('ssh-dss')), 'unchecked'],
    ['an SSH certificate', sshSignature(Buffer.concat([field('ssh-ed25519-cert-v01@openssh.com'), field('n')]), field('ssh-ed25519')), 'unchecked'],
    ['an RSA exponent of 100,000 bits', sshSignature(Buffer.concat([field('ssh-rsa'), field(Buffer.alloc(12_500, 1)), field(Buffer.alloc(256, 1))]), field('rsa-sha2-256')), 'unchecked'],
    ['a point that is on no curve', sshSignature(Buffer.concat([field('ecdsa-sha2-nistp256'), field('nistp256'), field(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]))]), field('ecdsa-sha2-nistp256')), 'unreadable'],
  ])('%s ends stated', async (_name, armored, state) => {
    const verdict = await check(armored);
    expect({ state: verdict.state, reason: verdict.reason }).toMatchObject({ state });
    expect(verdict.reason).toMatch(/^[A-Z].*\.$/);
  });

  test('cut anywhere they are never good', async () => {
    for (const [label, blank, bytes] of [['SSH SIGNATURE', '', inside(ssh)], ['PGP SIGNATURE', '\n', inside(pgp)]] as const) {
      for (let length = 0; length < bytes.length; length += 1) {
        const { state } = await check(armour(label, bytes.subarray(0, length), blank), [sshPublicKey]);
        expect(['unreadable', 'unchecked', 'invalid', 'key-missing'], `${label} of ${length} bytes`).toContain(state);
      }
    }
  });

  test('an SSH signature with one changed bit is never good', async () => {
    const random = seededRandom(seed);
    const bytes = inside(ssh);
    for (let round = 0; round < 300; round += 1) {
      const changed = Buffer.from(bytes);
      const at = random(bytes.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << random(8));
      const { state } = await check(armour('SSH SIGNATURE', changed), [sshPublicKey]);
      expect(['unreadable', 'unchecked', 'invalid'], `seed ${seed}, byte ${at}`).toContain(state);
    }
  });

  test('a security key signs with its flags and counter', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const application = Buffer.from('ssh:');
    const signed = Buffer.concat([Buffer.from('SSHSIG'), field('git'), field(''), field('sha512'), field(createHash('sha512').update(payload).digest())]);
    const made = (flags: number): string => {
      const tail = Buffer.from([flags, 0, 0, 0, 9]);
      const data = Buffer.concat([createHash('sha256').update(application).digest(), tail, createHash('sha256').update(signed).digest()]);
      return sshSignature(Buffer.concat([field('sk-ssh-ed25519@openssh.com'), field(point), field(application)]), Buffer.concat([field('sk-ssh-ed25519@openssh.com'), field(sign(null, data, privateKey)), tail]));
    };
    expect(await check(made(1))).toMatchObject({ state: 'unlisted', notes: [], algorithm: 'Ed25519, security key' });
    expect(await check(made(0))).toMatchObject({ state: 'unlisted', notes: ['The security key was not touched for it.'] });
  });
});

describe('Signature headers', () => {
  test('of millions of lines take no more memory than the commit a few times over', () => {
    const lines = Buffer.concat([payload.subarray(0, payload.indexOf('\n\n') + 1), Buffer.from('gpgsig x\n'), Buffer.from(' \n'.repeat(3_000_000)), Buffer.from('\nMade\n')]);
    const before = process.memoryUsage().rss;
    const signature = signatureOf(lines);
    expect(Buffer.from(signature?.payload ?? []).toString()).toBe(payload.toString());
    expect(signature?.armored.length).toBe(3_000_002);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

describe('Keys to import', () => {
  const line = sshPublicKey;

  test('reads plain keys and lines of allowed signers, and names what it cannot read', async () => {
    const { keys, bad } = await readKeys(['# the team', `${line} ada@laptop`, `*@example.org,!mallory@example.org namespaces="git,file",valid-before="20300101Z" ${line}`, `ca@example.org cert-authority ${line}`, 'hello', `command="ls" ${line}`, `x@example.org valid-after="soon" ${line}`, 'a@b ssh-ed25519 AAAA'].join('\n'));
    expect(keys.map(({ facts }) => [facts.kind, facts.names, facts.namespaces, facts.validBefore])).toEqual([
      ['ssh', ['ada@laptop'], [], null],
      ['allowed-signer', ['*@example.org', '!mallory@example.org'], ['git', 'file'], Date.UTC(2030, 0, 1) / 1000],
      ['ca', ['ca@example.org'], [], null],
    ]);
    expect(keys[2]?.facts.note).toContain('cert-authority is not supported');
    expect(bad.map(({ entry }) => entry)).toEqual(['Line 5', 'Line 6', 'Line 7', 'Line 8']);
  });

  test.each([
    ['an OpenSSH private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'],
    ['a PGP private key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----'],
  ])('keeps nothing of %s', async (_name, text) => {
    const { keys, bad } = await readKeys(text);
    expect(keys).toEqual([]);
    expect(bad[0]?.reason).toContain('private key');
  });

  test('refuses numbers that no real key has', async () => {
    const integer = (bytes: number): Buffer => Buffer.concat([Buffer.from([((bytes * 8) >> 8) & 255, (bytes * 8) & 255]), Buffer.alloc(bytes, 0xff)]);
    const body = Buffer.concat([Buffer.from([4, 0x60, 0, 0, 0, 1]), integer(256), integer(4000)]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    const { keys, bad } = await readKeys(Buffer.concat([Buffer.from([0xc6, 0xff]), length, body]));
    expect(keys).toEqual([]);
    expect(bad[0]?.reason).toBe('Its numbers are larger than those of any real key.');
  });

  test('ends stated with a megabyte of nested packets', async () => {
    const nested = Buffer.concat(Array.from({ length: 200_000 }, () => Buffer.from([0xc8, 0x04, 0x01, 0xc8, 0x01])));
    const { keys, bad } = await readKeys(nested);
    expect(keys).toEqual([]);
    expect(bad).toHaveLength(1);
  });
});

describe('Platforms', () => {
  test('GitHub is told by key and committer together', () => {
    expect(platformOfCommit('968479A1AFF927E37D1A566BB5690EEEBB952194', 'noreply@github.com')).toBe('GitHub');
    expect(platformOfCommit('4AEE18F83AFDEB23', 'noreply@GitHub.com')).toBe('GitHub');
    expect(platformOfCommit('4AEE18F83AFDEB23', 'mallory@example.org')).toBeNull();
    expect(platformOfCommit('0000000000000000', 'noreply@github.com')).toBeNull();
    expect(platformOfKey('B5690EEEBB952194')).toBe('GitHub');
  });
});
