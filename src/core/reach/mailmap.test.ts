import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasGit } from '../../../test/fixtures/has-git.ts';
import { contract } from '../../shared/contract/index.ts';
import type { Alias } from '../../shared/domain/index.ts';
import { type Random, randomFrom } from '../../shared/search/testing-random.ts';
import { openTestIndex, type OpenTestIndex, testMirror } from '../query/testing.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { listMaintainers, makeMailmap, mergeIdentities, peopleOf, suggestAliases } from './index.ts';
import { mailmapLine, readMailmap } from './mailmap-text.ts';
import { readPeople } from './people.ts';

const names = ['Ada', 'ada', 'Bo Li', 'Bo', '# hash', 'Zoë'] as const;
const emails = ['ada@x.org', 'ADA@x.org', 'bo@x.org', 'no-at', 'x@y'] as const;

/** What git makes of people under a mailmap: "Name <email>" each. */
function askGit(mailmap: string, people: readonly { name: string; email: string }[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ptm-mailmap-'));
  try {
    writeFileSync(join(folder, 'map'), mailmap);
    execFileSync('git', ['init', '-q', folder]);
    const input = people.map(({ name, email }) => `${name} <${email}>\n`).join('');
    return execFileSync('git', ['-C', folder, '-c', `mailmap.file=${join(folder, 'map')}`, 'check-mailmap', '--stdin'], { input, encoding: 'utf8' }).trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function randomLine(random: Random): string {
  const [name, email] = [() => random.pick([...names, '', '  Spaced  ']), () => random.pick([...emails, 'a b@c'])];
  const forms = [
    () => `${name()} <${email()}>`, () => `<${email()}> <${email()}>`, () => `${name()} <${email()}> <${email()}>`, () => `${name()} <${email()}> ${name()} <${email()}>`,
    () => '# Ada <ada@x.org>', () => '', () => 'nonsense', () => `${name()} <${email()}> <${email()}> <${email()}> rest`, () => `${name()} <>`, () => `${name()}<${email()}>`,
  ];
  return random.pick(forms)();
}

describe('readMailmap', () => {
  it.skipIf(!hasGit)('means what git means by it', () => {
    console.log(`mailmap seed ${seed}`);
    const random = randomFrom(seed);
    const people = names.flatMap((name) => emails.map((email) => ({ name, email })));
    for (let round = 0; round < 25; round += 1) {
      const text = random.list(0, 8, () => randomLine(random)).join('\n');
      const { resolve } = makeMailmap(readMailmap(text).aliases, 'x');
      const ours = people.map((person) => resolve(person)).map(({ name, email }) => `${name} <${email}>`);
      expect(ours, `seed ${seed}, round ${round}:\n${text}`).toEqual(askGit(text, people));
    }
  });

  it('tells of lines that say nothing, with their numbers', () => {
    expect(readMailmap('# all\n\nnonsense\nAda <ada@x.org>\n<only@x.org>\n').bad).toEqual([
      { line: 3, reason: 'It has no e-mail in angle brackets.' }, { line: 5, reason: 'It names nobody for this e-mail.' },
    ]);
  });

  it('reads back what is written', () => {
    const random = randomFrom(seed + 1);
    for (let round = 0; round < 200; round += 1) {
      const alias: Alias = { commitEmail: random.pick(emails), commitName: random.pick(['', ...names]), name: random.pick([null, ...names]), email: random.pick([null, ...emails]) };
      if (alias.name === null && alias.email === null) continue;
      const line = mailmapLine(alias) ?? '';
      const person = { name: alias.commitName === '' ? 'Somebody' : alias.commitName, email: alias.commitEmail };
      expect(makeMailmap(readMailmap(line).aliases, 'x').resolve(person), `seed ${seed}: ${line}`).toEqual(makeMailmap([alias], 'x').resolve(person));
    }
    expect(mailmapLine({ commitEmail: 'a@x', commitName: '', name: 'Evil\nAda <b@x>', email: null })).toBeNull();
  });
});

let opened: OpenTestIndex | null = null;
afterEach(() => {
  opened?.close();
  opened = null;
});

/** What no mailmap can say is refused; that may only be where commits without a name are merged. */
function refusedOr<Value>(run: () => Value, mayRefuse: boolean): Value | null {
  try {
    return run();
  } catch (error) {
    if (mayRefuse && String(error).includes('without a name')) return null;
    throw error;
  }
}

describe('mergeIdentities', () => {
  it('makes those one that are asked for, and nobody else, under every key', () => {
    const random = randomFrom(seed + 2);
    for (let round = 0; round < 60; round += 1) {
      opened?.close();
      // A name without an e-mail is an identity with its case; a mailmap knows no case, and could not tell two such apart.
      const person = () => (random.below(5) === 0 ? { name: random.pick(['Ada', 'Bo', 'Cy']), email: '' } : { name: random.pick(['Ada', 'ADA', 'Bo', 'Cy', '']), email: random.pick(['ada@x.org', 'ADA@X.org', 'bo@x.org', 'c@x.org']) });
      const authors = random.list(2, 7, person);
      const distinct = authors.filter((author, at) => authors.findIndex((other) => other.name === author.name && other.email === author.email) === at);
      opened = openTestIndex({ repositories: [{ path: 'data/huggingface/repos/a/b', authors: distinct }] });
      let aliases: readonly Alias[] = [];
      for (let step = 0; step < 3; step += 1) {
        const key = random.pick(['email', 'name', 'both'] as const);
        const context = { ...opened.context, aliases: makeMailmap(aliases, `${round}.${step}`) };
        const before = readPeople(context, key);
        const [into, ...from] = before.keys.filter(() => random.below(2) === 0);
        if (into === undefined || from.length === 0) continue;
        const place = `seed ${seed}, round ${round}, step ${step}, ${key}: ${JSON.stringify({ distinct, aliases, into, from })}`;
        const merge = (): ReturnType<typeof mergeIdentities> => mergeIdentities(context, { key, into, from, name: null }, aliases);
        const isNameless = distinct.some(({ name }, at) => name === '' && [into, ...from].includes(before.keys[before.identityOf[at + 1] ?? 0] ?? ''));
        const change = refusedOr(merge, isNameless);
        if (change === null) continue;
        const slot = (alias: Alias) => `${alias.commitEmail.toLowerCase()} ${alias.commitName.toLowerCase()}`;
        const gone = new Set([...change.remove, ...change.add].map(slot));
        const next = [...aliases.filter((alias) => !gone.has(slot(alias))), ...change.add];
        const after = readPeople({ ...context, aliases: makeMailmap(next, `${round}.${step}.after`) }, key);
        const merged = new Set([into, ...from]);
        const groupsOf = (people: typeof before) => distinct.map((_, at) => people.keys[people.identityOf[at + 1] ?? 0] ?? '');
        const [old, now] = [groupsOf(before), groupsOf(after)];
        expect(new Set(now.filter((_, at) => merged.has(old[at] ?? ''))).size, `at ${place}`).toBe(1);
        expect(now.filter((_, at) => !merged.has(old[at] ?? '')), `at ${place}`).toEqual(old.filter((identity) => !merged.has(identity)));
        aliases = next;
      }
    }
  });

  it('says it with e-mails, so that a new name under one is no new person', () => {
    opened = openTestIndex({ repositories: [{ path: 'data/huggingface/repos/a/b', authors: [{ name: 'Ada', email: 'ada@x.org', commits: 3 }, { name: 'ada l', email: 'ada@home.org' }] }] });
    const context = { ...opened.context, aliases: makeMailmap([], 'none') };
    const change = mergeIdentities(context, { key: 'email', into: 'ada@x.org', from: ['ada@home.org'], name: 'Ada Lovelace' }, []);
    expect(change.add.map(mailmapLine)).toEqual(['Ada Lovelace <ada@x.org>', 'Ada Lovelace <ada@x.org> <ada@home.org>']);
    const merged = { ...context, aliases: makeMailmap(change.add, 'merged') };
    expect(listMaintainers(merged, contract['reach.list'].args.parse({ mirror: testMirror })).rows).toMatchObject([{ maintainer: 'ada@x.org', name: 'Ada Lovelace', reach: 1, commits: 4, aliased: true }]);
    expect(peopleOf(merged, { key: 'email', maintainer: 'ada@x.org' })).toMatchObject([{ name: 'Ada', commits: 3 }, { name: 'ada l', alias: { email: 'ada@x.org' } }]);
  });
});

describe('suggestAliases', () => {
  it('states the signs it stands on, and keeps to what people share', () => {
    const person = (name: string, email: string) => ({ name, email });
    opened = openTestIndex({
      repositories: [{
        path: 'data/huggingface/repos/a/b',
        authors: [
          person('Ada Lovelace', 'ada@x.org'), person('ada lovelace', 'ada@home.org'), person('adalove', '12+adalove@users.noreply.github.com'), person('Someone', 'adalove@users.noreply.github.com'),
          person('Bo Li', 'bo.li.research@x.org'), person('Bo', 'bo.li.research@y.org'), person('Li Wei', 'bo.li.else@y.org'), person('unknown', 'a@z.org'), person('unknown', 'b@z.org'), person('x[bot]', 'c@z.org'), person('x[bot]', 'd@z.org'),
          // An address that many use ties nobody together.
          ...['Ada Lovelace', 'Cy Young', 'Dee Dee', 'Eve Adams', 'Fay Wray', 'Guy Fawkes', 'Cy Twombly'].map((name) => person(name, 'lab@x.org')),
          person('Cy Young', 'cy@x.org'), person('Dee Dee', 'dee@x.org'),
        ],
      }],
    });
    const { context } = opened;
    const ask = (fields: object = {}) => suggestAliases({ ...context, aliases: makeMailmap([], 'none') }, contract['aliases.suggest'].args.parse({ mirror: testMirror, ...fields }));
    const { groups } = ask();
    expect(groups.map(({ members, reasons }) => [members.map(({ maintainer }) => maintainer).sort(), reasons])).toEqual([
      [['12+adalove@users.noreply.github.com', 'adalove@users.noreply.github.com'], ['The same account name: adalove']],
      [['ada@home.org', 'ada@x.org'], ['The same name: ada lovelace']],
      [['bo.li.research@x.org', 'bo.li.research@y.org'], ['The same mailbox in two places, and a name in common: bo.li.research']],
    ]);
    // What is dismissed is left out, counted, and can be looked at.
    const dismissed = groups.slice(1, 2).map(({ id }) => id);
    expect(ask({ dismissed })).toEqual({ total: 2, dismissed: 1, groups: [groups[0], groups[2]] });
    expect(ask({ dismissed, shows: 'dismissed' })).toEqual({ total: 1, dismissed: 1, groups: [groups[1]] });
  });
});
