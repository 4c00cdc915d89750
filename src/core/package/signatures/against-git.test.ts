import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignedCommit } from '../../../shared/contract/index.ts';
import { readSignatures } from './read-signatures.ts';
import { createSigners, missingToolsReason, publicHalf, ringOf, signedHistory, verdictsOfGit, type SignedHistory, type Signers } from './testing-signed.ts';
import type { KeyRing } from './key-ring.ts';

const all = { state: null, key: null, offset: 0, limit: 1000 } as const;
const running = { isStopped: () => false, checkMs: 600_000 };

describe.skipIf(missingToolsReason !== null)(`Signatures against git, gpg and ssh-keygen${missingToolsReason === null ? '' : ` (${missingToolsReason})`}`, () => {
  let signers: Signers;
  let history: SignedHistory;
  let keys: KeyRing;
  let ofGit: ReadonlyMap<string, string>;
  let rows: ReadonlyMap<string, SignedCommit>;
  const shas = new Map<string, string>();

  beforeAll(async () => {
    signers = createSigners();
    const { playground, pgpKey, pgpSign, sshKey, sshSign, gpg } = signers;
    history = signedHistory(playground, 'all-kinds');
    const add = (title: string, ...more: [sign?: Parameters<SignedHistory['add']>[1], change?: (text: string) => string]): void => void shas.set(title, history.add(title, ...more));
    const [ed, ec, ec5, rsa, unlisted, early, elsewhere] = [sshKey('ed'), sshKey('ec', 'ecdsa', 256), sshKey('ec5', 'ecdsa', 521), sshKey('rsa', 'rsa', 2048), sshKey('unlisted'), sshKey('early'), sshKey('elsewhere')];
    const [carl, rsaPgp] = [pgpKey('Carl Example <carl@example.org>'), pgpKey('Rita Example <rita@example.org>', { algorithm: 'rsa2048' })];
    const missing = pgpKey('Mia Missing <mia@example.org>');
    const expired = pgpKey('Eve Expired <eve@example.org>', { at: '20230101T000000', expires: '20240101T000000' });
    const expiredBefore = pgpKey('Else Expired <else@example.org>', { at: '20230101T000000' });
    const revoked = pgpKey('Rob Revoked <rob@example.org>');
    const superseded = pgpKey('Sam Superseded <sam@example.org>', { at: '20230101T000000' });
    const withSubkeys = pgpKey('Sue Example <sue@example.org>', { at: '20230101T000000' });
    const oldSubkey = signers.pgpSubkey(withSubkeys, { at: '20230201T000000', expires: '20240101T000000' });
    const subkey = signers.pgpSubkey(withSubkeys, { at: '20230202T000000' });
    const tampered = (text: string): string => text.replace('Ada Example', 'Mallory Ex.');
    add('unsigned');
    add('ssh ed25519', (payload) => sshSign(payload, ed));
    add('ssh ecdsa 256', (payload) => sshSign(payload, ec));
    add('ssh ecdsa 521', (payload) => sshSign(payload, ec5));
    add('ssh rsa', (payload) => sshSign(payload, rsa));
    add('ssh unlisted', (payload) => sshSign(payload, unlisted));
    add('ssh before its time', (payload) => sshSign(payload, early));
    add('ssh listed for files', (payload) => sshSign(payload, elsewhere));
    add('ssh for files', (payload) => sshSign(payload, ed, 'file'));
    add('ssh tampered', (payload) => sshSign(payload, ed), tampered);
    add('ssh unlisted tampered', (payload) => sshSign(payload, unlisted), tampered);
    add('pgp', (payload) => pgpSign(payload, carl));
    add('pgp rsa', (payload) => pgpSign(payload, rsaPgp));
    add('pgp text mode', (payload) => pgpSign(payload, carl, ['--textmode']));
    add('pgp sha-1', (payload) => pgpSign(payload, rsaPgp, ['--digest-algo', 'SHA1']));
    add('pgp tampered', (payload) => pgpSign(payload, carl), tampered);
    add('pgp key missing', (payload) => pgpSign(payload, missing));
    add('pgp expired since', (payload) => pgpSign(payload, expired, ['--faked-system-time', '20230601T000000']));
    add('pgp expired before', (payload) => pgpSign(payload, expiredBefore, ['--faked-system-time', '20240601T000000']));
    gpg(['--faked-system-time', '20230601T000000', '--quick-set-expire', expiredBefore, '20240101T000000']);
    add('pgp revoked', (payload) => pgpSign(payload, revoked));
    add('pgp subkey', (payload) => pgpSign(payload, `${subkey}!`));
    add('pgp subkey expired since', (payload) => pgpSign(payload, `${oldSubkey}!`, ['--faked-system-time', '20230601T000000']));
    add('pgp superseded since', (payload) => pgpSign(payload, superseded, ['--faked-system-time', '20230601T000000']));
    add('pgp two signatures', (payload) => pgpSign(payload, carl) + pgpSign(payload, rsaPgp));
    add('pgp two headers', (payload) => [{ name: 'gpgsig', value: pgpSign(payload, carl) }, { name: 'gpgsig', value: pgpSign(payload, rsaPgp) }]);
    add('pgp in both headers', (payload) => [{ name: 'gpgsig', value: pgpSign(payload, carl) }, { name: 'gpgsig-sha256', value: pgpSign(payload, rsaPgp) }]);
    add('pgp in the other header alone', (payload) => [{ name: 'gpgsig-sha256', value: pgpSign(payload, carl) }]);
    add('ssh cut off', (payload) => sshSign(payload, ed).slice(0, 120));
    add('pgp cut off', (payload) => pgpSign(payload, carl).slice(0, 120));
    // git itself, with all that it writes.
    for (const [title, settings] of [['git commit -S, ssh', ['-c', 'gpg.format=ssh', '-c', `user.signingkey=${ed}`]], ['git commit -S, pgp', ['-c', `user.signingkey=${carl}`]]] as const) {
      playground.git(history.path, [...settings, 'commit', '-q', '-S', '--allow-empty', '-m', title]);
      shas.set(title, history.top());
    }
    const revocation = readFileSync(join(signers.folder, 'gpg', 'openpgp-revocs.d', `${revoked}.rev`), 'utf8').replace(/^:(?=-----BEGIN)/m, '');
    gpg(['--import'], revocation);
    gpg(['--import'], signers.pgpRevocation(superseded, 'superseded'));
    const allowed = [
      `ada@example.org,carl@example.org namespaces="git" ${publicHalf(ed)}`, `*@example.org ${publicHalf(ec)}`, `bob@example.com ${publicHalf(ec5)}`, `"carl@example.org" ${publicHalf(rsa)}`,
      `carl@example.org valid-after="20240101Z" ${publicHalf(early)}`, `carl@example.org namespaces="file" ${publicHalf(elsewhere)}`,
    ].join('\n');
    const armoured = gpg(['--armor', '--export', carl, rsaPgp, expired, expiredBefore, revoked, superseded, withSubkeys]).toString();
    keys = await ringOf(allowed, armoured);
    gpg(['--yes', '--delete-secret-and-public-key', missing]);
    ofGit = verdictsOfGit(signers, history, `${allowed}\n`);
    rows = new Map((await readSignatures(history.clone, all, keys, running)).rows.map((row) => [row.sha, row]));
  }, 120_000);

  afterAll(() => signers?.remove());

  /** Title, our state, git's letter: G good, U good by somebody not listed, B bad, E cannot be checked, Y key expired, R key revoked, N none. */
  const expected: readonly (readonly [string, SignedCommit['state'] | 'unsigned', string])[] = [
    ['unsigned', 'unsigned', 'N'],
    ['ssh ed25519', 'valid', 'G'],
    ['ssh ecdsa 256', 'valid', 'G'],
    ['ssh ecdsa 521', 'valid', 'G'],
    ['ssh rsa', 'valid', 'G'],
    ['ssh unlisted', 'unlisted', 'U'],
    ['ssh before its time', 'doubtful', 'U'],
    ['ssh listed for files', 'doubtful', 'B'],
    ['ssh for files', 'invalid', 'B'],
    ['ssh tampered', 'invalid', 'B'],
    ['ssh unlisted tampered', 'invalid', 'B'],
    ['pgp', 'valid', 'G'],
    ['pgp rsa', 'valid', 'G'],
    ['pgp text mode', 'valid', 'G'],
    ['pgp sha-1', 'valid', 'G'],
    ['pgp tampered', 'invalid', 'B'],
    ['pgp key missing', 'key-missing', 'E'],
    ['pgp expired since', 'valid', 'Y'],
    ['pgp expired before', 'doubtful', 'Y'],
    ['pgp revoked', 'doubtful', 'R'],
    ['pgp subkey', 'valid', 'G'],
    ['pgp subkey expired since', 'valid', 'Y'],
    ['pgp superseded since', 'valid', 'R'],
    ['pgp two signatures', 'unreadable', 'E'],
    ['pgp two headers', 'unreadable', 'E'],
    ['pgp in both headers', 'valid', 'G'],
    ['pgp in the other header alone', 'valid', 'N'],
    ['ssh cut off', 'unreadable', 'B'],
    ['pgp cut off', 'unreadable', 'N'],
    ['git commit -S, ssh', 'valid', 'G'],
    ['git commit -S, pgp', 'valid', 'G'],
  ];

  test.each(expected)('%s: %s, git says %s', (title, state, letter) => {
    const sha = shas.get(title) ?? '';
    const row = rows.get(sha);
    expect({ state: row?.state ?? 'unsigned', git: ofGit.get(sha), why: row?.reason }).toEqual({ state, git: letter, why: row?.reason });
  });

  test('every commit of the history is expected', () => {
    expect([...shas.keys()].sort()).toEqual(expected.map(([title]) => title).sort());
  });

  test('says who signed, with what, and what else is to be known', () => {
    const of = (title: string): SignedCommit | undefined => rows.get(shas.get(title) ?? '');
    expect(of('ssh ed25519')).toMatchObject({ signer: 'ada@example.org, carl@example.org', algorithm: 'Ed25519', notes: [] });
    expect(signers.fingerprint(join(signers.folder, 'ed'))).toBe(of('ssh ed25519')?.key);
    expect(of('ssh ecdsa 521')?.notes).toEqual(['The key is listed for bob@example.com; neither committer nor author has such an address.']);
    expect(of('ssh before its time')?.reason).toContain('only for commits from 2024-01-01 on');
    expect(of('ssh for files')?.reason).toBe('It was made for “file”, not for git.');
    expect(of('pgp sha-1')?.notes[0]).toContain('SHA-1');
    expect(of('pgp expired since')?.notes[0]).toBe('The key expired on 2024-01-01, after it had signed.');
    expect(of('pgp expired before')?.reason).toContain('it was good until 2024-01-01');
    expect(of('pgp subkey')).toMatchObject({ signer: 'Sue Example <sue@example.org>', notes: [expect.stringContaining('neither committer nor author')] });
    expect(of('pgp subkey expired since')?.notes[0]).toBe('The key expired on 2024-01-01, after it had signed.');
    expect(of('pgp superseded since')?.notes[0]).toContain('revoked later');
    expect(of('pgp revoked')?.reason).toContain('The key was revoked.');
    expect(of('pgp key missing')?.key).toMatch(/^[0-9A-F]{40}$/);
    expect(of('pgp rsa')).toMatchObject({ algorithm: 'RSA, SHA-512', signer: 'Rita Example <rita@example.org>' });
  });

  test('sums, keys seen and filters agree with the rows', async () => {
    const answer = await readSignatures(history.clone, all, keys, running);
    expect(answer.commits).toBe(shas.size);
    expect(answer.signed).toBe(shas.size - 1);
    expect(answer.checked).toBe(answer.signed);
    expect(answer.states.reduce((sum, { count }) => sum + count, 0)).toBe(answer.signed);
    const invalid = await readSignatures(history.clone, { ...all, state: 'invalid' }, keys, running);
    expect(invalid.total).toBe(answer.states.find(({ state }) => state === 'invalid')?.count);
    const unlisted = answer.keys.find(({ imported, states }) => !imported && states.some(({ state }) => state === 'unlisted'));
    expect(unlisted?.publicKey?.startsWith('ssh-ed25519 ')).toBe(true);
    const byKey = await readSignatures(history.clone, { ...all, key: unlisted?.key ?? '' }, keys, running);
    expect(byKey.total).toBe(unlisted?.commits);
    const imported = await ringOf(unlisted?.publicKey ?? '');
    expect((await readSignatures(history.clone, { ...all, key: unlisted?.key ?? '' }, imported, running)).rows.map(({ state }) => state).sort()).toEqual(['invalid', 'valid']);
  });

  test('a question checks its page and as many more as its time allows, and the next one goes on', async () => {
    const others = await ringOf(publicHalf(join(signers.folder, 'unlisted')));
    const hasty = { ...running, checkMs: 0 };
    const first = await readSignatures(history.clone, { ...all, offset: 2, limit: 3 }, others, hasty);
    expect(first.rows.map(({ sha }) => sha)).toEqual([...rows.keys()].slice(2, 5));
    expect(first).toMatchObject({ complete: false, checked: 1, total: first.signed });
    let answer = first;
    for (let asked = 0; asked < first.signed && !answer.complete; asked += 1) answer = await readSignatures(history.clone, all, others, hasty);
    expect(answer).toMatchObject({ complete: true, checked: first.signed });
    await expect(readSignatures(history.clone, all, await ringOf(), { ...hasty, isStopped: () => true })).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('checks a SHA-256 repository by its own header', async () => {
    const long = signedHistory(signers.playground, 'sha256', ['--object-format=sha256']);
    const ed = join(signers.folder, 'ed');
    const good = long.add('good', (payload) => signers.sshSign(payload, ed));
    const other = long.add('in the header of SHA-1', (payload) => [{ name: 'gpgsig', value: signers.sshSign(payload, ed) }]);
    const bad = long.add('tampered', (payload) => signers.sshSign(payload, ed), (text) => text.replace('Ada', 'Eve'));
    const answer = await readSignatures(long.clone, all, keys, running);
    expect(answer.rows.map(({ sha, state }) => [sha, state])).toEqual([[bad, 'invalid'], [other, 'valid'], [good, 'valid']]);
    const git = verdictsOfGit(signers, long, `carl@example.org ${publicHalf(ed)}\n`);
    expect([git.get(bad), git.get(good)]).toEqual(['B', 'G']);
  });

  test('names signer and issuer of an X.509 signature and calls it neither valid nor invalid', async () => {
    const { openssl, folder } = signers;
    const [key, certificate] = [join(folder, 'x509.key'), join(folder, 'x509.crt')];
    openssl(['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-subj', '/CN=Xavier Example/O=Example Works', '-days', '30']);
    expect(existsSync(certificate)).toBe(true);
    const signed = signedHistory(signers.playground, 'x509');
    signed.add('x509', (payload) => {
      const der = openssl(['cms', '-sign', '-binary', '-signer', certificate, '-inkey', key, '-outform', 'DER'], payload);
      return `-----BEGIN SIGNED MESSAGE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END SIGNED MESSAGE-----\n`;
    });
    const [row] = (await readSignatures(signed.clone, all, keys, running)).rows;
    expect(row).toMatchObject({ state: 'unchecked', kind: 'x509', signer: 'CN=Xavier Example, O=Example Works' });
    expect(row?.reason).toContain('issued by CN=Xavier Example, O=Example Works');
  });
});
