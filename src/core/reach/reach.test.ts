import { afterEach, describe, expect, it } from 'vitest';
import { contract, type CallAnswer, type CallInput, type MaintainerRow } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { type Random, randomFrom } from '../../shared/search/testing-random.ts';
import { openTestIndex, type OpenTestIndex, testMirror, type TestIndex, type TestPackage, type TestRepository } from '../query/testing.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { listMaintainers, type ReachContext, reachCurve } from './index.ts';
import { noAliases } from './mailmap.ts';

let opened: OpenTestIndex | null = null;

afterEach(() => {
  opened?.close();
  opened = null;
});

function open(index: TestIndex): OpenTestIndex {
  opened?.close();
  opened = openTestIndex(index);
  return opened;
}

function context(): ReachContext {
  if (!opened) throw new Error('No index is open');
  return { ...opened.context, aliases: noAliases };
}

function list(args: Omit<CallInput<'reach.list'>, 'mirror'>): CallAnswer<'reach.list'> {
  const call = contract['reach.list'];
  return call.answer.parse(listMaintainers(context(), call.args.parse({ mirror: testMirror, limit: 1000, ...args })));
}

function curve(args: Omit<CallInput<'reach.curve'>, 'mirror'>): CallAnswer<'reach.curve'> {
  const call = contract['reach.curve'];
  return call.answer.parse(reachCurve(context(), call.args.parse({ mirror: testMirror, ...args })));
}

const hubs = ['huggingface', 'modelzoo'] as const;

function randomMirror(random: Random): { packages: readonly TestPackage[]; repositories: readonly TestRepository[] } {
  const repositories = Array.from({ length: random.below(15) }, (_, number): TestRepository => {
    const people = random.list(0, 5, () => ({ name: random.pick(['Ada', 'Bo', 'C']), email: random.pick(['ada@x.org', 'ADA@x.org', 'bo@x.org', 'c@x.org', 'd@x.org', '']) }));
    const distinct = people.filter((person, index) => people.findIndex((other) => other.name === person.name && other.email === person.email) === index);
    const hub = random.pick(hubs);
    return { path: `data/${hub}/repos/r/${number}`, hub, authors: distinct.map((person) => ({ ...person, commits: 1 + random.below(5), signed: random.below(2) })) };
  });
  const packages = Array.from({ length: random.below(30) }, (_, number): TestPackage => {
    const repository = random.below(2) === 0 || repositories.length === 0 ? null : random.pick(repositories);
    const hub: HubId = repository?.hub ?? random.pick(hubs);
    const owner = random.pick(['google', 'Google', 'meta', 'x', null]);
    return { name: `p${number}`, hub, owner, repository: repository?.path ?? null, numbers: { downloads: random.pick([null, 0, 1, 50]) } };
  });
  return { packages, repositories };
}

/** The measure over plain sets, as domain.md section 2 words it. */
function directByHand(mirror: { packages: readonly TestPackage[]; repositories: readonly TestRepository[] }, hub: HubId | null) {
  const inScope = mirror.repositories.filter((repository) => hub === null || repository.hub === hub);
  const identityOf = (author: { name: string; email: string }) => (author.email === '' ? `name:${author.name}` : author.email.toLowerCase());
  const people = new Set(inScope.flatMap((repository) => repository.authors.map(identityOf)));
  return [...people].map((maintainer) => {
    const own = inScope.filter((repository) => repository.authors.some((author) => identityOf(author) === maintainer));
    const acts = own.flatMap((repository) => repository.authors.filter((author) => identityOf(author) === maintainer));
    const packages = mirror.packages.filter((item) => own.some((repository) => repository.path === item.repository));
    return {
      maintainer,
      reach: own.length,
      commits: acts.reduce((sum, act) => sum + (act.commits ?? 1), 0),
      signedCommits: acts.reduce((sum, act) => sum + (act.signed ?? 0), 0),
      packages: packages.length,
      downloads: packages.reduce((sum, item) => sum + (item.numbers?.downloads ?? 0), 0),
    };
  });
}

function byIdentity<Row extends { maintainer: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((left, right) => (left.maintainer < right.maintainer ? -1 : 1));
}

function measured({ maintainer, reach, commits, signedCommits, packages, downloads }: MaintainerRow) {
  return { maintainer, reach, commits, signedCommits, packages, downloads };
}

describe('reach over random mirrors', () => {

  it('agrees with sets counted by hand', () => {
    console.log(`reach seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 15; round += 1) {
      const mirror = randomMirror(random);
      open(mirror);
      for (const hub of [null, ...hubs]) {
        const place = `seed ${seed}, round ${round}, hub ${hub}`;
        const answer = list({ hub });
        const expected = directByHand(mirror, hub);
        expect(byIdentity(answer.rows.map(measured)), `at ${place}`).toEqual(byIdentity(expected));
        expect(answer.rows.map((row) => row.reach), `at ${place}`).toEqual(expected.map((row) => row.reach).sort((left, right) => right - left));
        const plot = curve({ hub });
        expect(plot.steps.flatMap((step) => Array.from({ length: step.lastRank - step.firstRank + 1 }, () => step.reach)), `at ${place}`).toEqual(answer.rows.map((row) => row.reach));
        expect(plot.exactlyOne, `at ${place}`).toBe(expected.filter((row) => row.reach === 1).length);
        expect(plot.reachable, `at ${place}`).toBe(mirror.repositories.filter((repository) => (hub === null || repository.hub === hub) && repository.authors.length > 0).length);

        const owned = mirror.packages.filter((item) => hub === null || item.hub === hub);
        const accountsOf = owned.flatMap((item) => (typeof item.owner === 'string' ? [`${item.hub}/${item.owner}`] : []));
        const accounts = [...new Set(accountsOf)].map((maintainer) => ({ maintainer, reach: accountsOf.filter((other) => other === maintainer).length }));
        expect(byIdentity(list({ kind: 'owner', hub }).rows.map(({ maintainer, reach }) => ({ maintainer, reach }))), `at ${place}`).toEqual(
          byIdentity(accounts),
        );
        expect(curve({ kind: 'owner', hub }).reachable, `at ${place}`).toBe(owned.length);
      }
    }
  });
});

describe('listMaintainers', () => {
  const repositories: readonly TestRepository[] = [
    { path: 'data/huggingface/repos/a/one', authors: [{ name: 'ada', email: 'Ada@x.org', commits: 1 }, { name: 'Ada Lovelace', email: 'ada@x.org', commits: 9 }, { name: 'Bo', email: 'bo@x.org' }] },
    { path: 'data/modelzoo/repos/a/two', hub: 'modelzoo', authors: [{ name: 'Ada', email: 'ada@X.org', commits: 2 }, { name: 'x[bot]', email: 'x[bot]@users', automated: true }] },
  ];

  it('joins one e-mail over hubs and names, under the name used most', () => {
    open({ repositories });
    const [first] = list({}).rows;
    expect(first).toMatchObject({ maintainer: 'ada@x.org', name: 'Ada Lovelace', reach: 2, commits: 12, hubs: ['huggingface', 'modelzoo'], automated: false });
  });

  it('searches names and identities without case or accents, and keeps the whole count', () => {
    open({ repositories });
    expect(list({ search: 'LÓVE' })).toMatchObject({ maintainers: 3, total: 1 });
    expect(list({ search: '@users' }).rows.map((row) => row.automated)).toEqual([true]);
  });

  it('sorts and pages', () => {
    open({ repositories });
    expect(list({ sort: 'name', descending: false }).rows.map((row) => row.name)).toEqual(['Ada Lovelace', 'Bo', 'x[bot]']);
    expect(list({ sort: 'name', descending: false, offset: 1, limit: 1 }).rows.map((row) => row.name)).toEqual(['Bo']);
    expect(list({ sort: 'commits' }).rows.map((row) => row.commits)).toEqual([12, 1, 1]);
  });

  it('tells where a maintainer stands in the order that is asked for', () => {
    open({ repositories });
    expect(list({ locate: 'bo@x.org', sort: 'name', descending: false, limit: 1 }).located).toBe(1);
    expect(list({ locate: 'x[bot]@users', sort: 'name', descending: false }).located).toBe(2);
    expect(list({ locate: 'bo@x.org', search: 'love' }).located).toBeNull();
    expect(list({}).located).toBeNull();
  });

  it('names its rule and source', () => {
    open({ repositories });
    expect(list({}).source).toContain("SCORED'22 §7.2, Fig. 5");
    expect(list({ kind: 'owner' }).rule).toContain('Denominator');
  });
});

describe('reachCurve', () => {
  it('counts packages without an account as held by their hub', () => {
    const owners = [...Array.from({ length: 4 }, () => null), 'a', 'a', 'a', 'b', 'c', 'd'];
    open({ packages: owners.map((owner, number) => ({ name: `p${number}`, owner })) });
    // Half of 10: the hub's own 4 and one of the 3 of account a.
    expect(curve({ kind: 'owner' })).toMatchObject({ maintainers: 4, exactlyOne: 3, reachable: 10, reached: 6, reachingHalf: 2 });
  });

  it('answers for a mirror without any commit', () => {
    open({});
    expect(curve({})).toMatchObject({ maintainers: 0, exactlyOne: 0, reachable: 0, reachingHalf: 0, mean: null, median: null, gini: null, steps: [], cover: [] });
  });
});
