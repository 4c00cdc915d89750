import { afterEach, describe, expect, it } from 'vitest';
import { contract, type CallAnswer, type CallInput, type MaintainerRow } from '../../shared/contract/index.ts';
import { type Alias, type HubId, isAutomated, lineageRelations } from '../../shared/domain/index.ts';
import { type Random, randomFrom } from '../../shared/search/testing-random.ts';
import { openTestIndex, type OpenTestIndex, type TestCommit, testMirror, type TestPackage, type TestRepository } from '../query/testing.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { listMaintainers, listPackageReach, makeMailmap, reachCurve, reachTimes } from './index.ts';

let opened: OpenTestIndex | null = null;

afterEach(() => {
  opened?.close();
  opened = null;
});

type Scope = Omit<CallInput<'reach.curve'>, 'mirror'> & { readonly key: 'email' | 'name' | 'both'; readonly role: 'author' | 'committer' | 'either'; readonly accounts: 'all' | 'people' | 'automated' };

interface Mirror {
  readonly packages: readonly TestPackage[];
  readonly repositories: readonly TestRepository[];
  readonly aliases: readonly Alias[];
}

const hubs = ['huggingface', 'modelzoo'] as const;
const names = ['Ada', 'ada', 'Bo', 'Bo Li', 'ci[bot]', ''] as const;
const emails = ['ada@x.org', 'ADA@x.org', 'bo@x.org', 'bo@y.org', 'system@huggingface.co', ''] as const;
const day = 86_400;
const start = Date.UTC(2021, 0, 1) / 1000;

function randomMirror(random: Random, oddDates = true): Mirror {
  const person = () => ({ name: random.pick(names), email: random.pick(emails) });
  const time = () => (oddDates && random.below(12) === 0 ? 0 : start + random.below(900) * day);
  const commit = (): TestCommit => {
    const author = person();
    return { author, committer: random.below(2) === 0 ? author : person(), authored: time(), committed: time(), signed: random.below(3) === 0 };
  };
  const repositories = Array.from({ length: random.below(9) }, (_, number): TestRepository => {
    const hub = random.pick(hubs);
    return { path: `data/${hub}/repos/r/${number}`, hub, authors: [], history: random.list(0, 6, commit) };
  });
  const packages = Array.from({ length: random.below(22) }, (_, number): TestPackage => {
    const repository = random.below(3) > 0 && repositories.length > 0 ? random.pick(repositories) : null;
    const hub: HubId = repository?.hub ?? random.pick(hubs);
    const bases = random.list(0, 2, () => ({ base: `p${random.below(24)}`, relation: random.pick(lineageRelations) }));
    const distinct = bases.filter((base, at) => bases.findIndex((other) => other.base === base.base && other.relation === base.relation) === at);
    return {
      name: `p${number}`, hub, owner: random.pick(['google', 'Google', 'robot-bot', null]), repository: repository?.path ?? null, bases: distinct,
      numbers: { downloads: random.pick([null, 0, 1, 50]), bytes: random.pick([null, 7, 100]) },
    };
  });
  const aliases = random.list(0, 3, (): Alias => ({ commitEmail: random.pick(emails.slice(0, 4)), commitName: random.pick(['', '', 'Bo', 'ADA']), name: random.pick(['Ada', 'Grace']), email: random.pick([null, 'ada@x.org', 'grace@z.org']) }));
  return { packages, repositories, aliases };
}

/** The rules of domain.md section 2 over plain sets: everything that reaches something, with what it reaches. */
function reachesByHand({ packages, repositories, aliases }: Mirror, scope: Scope): { maintainer: string; items: Set<string>; packages: Set<string>; commits: number | null; signed: number | null }[] {
  const inScope = packages.filter((item) => (scope.hub ? item.hub === scope.hub : true) && (scope.query === 'owner:google' ? item.owner?.toString().toLowerCase() === 'google' : true));
  const reached = repositories.filter((item) => (scope.query === '' ? !scope.hub || item.hub === scope.hub : inScope.some((held) => held.repository === item.path)));
  const rename = (person: { name: string; email: string }) => {
    const same = (left: string, right: string) => left.trim().toLowerCase() === right.trim().toLowerCase();
    const found = aliases.findLast((alias) => same(alias.commitEmail, person.email) && same(alias.commitName, person.name)) ?? aliases.findLast((alias) => same(alias.commitEmail, person.email) && alias.commitName === '');
    return { name: found?.name ?? person.name, email: found?.email ?? person.email };
  };
  const identity = (person: { name: string; email: string }) => {
    const { name, email } = rename(person);
    const [word, mail] = [name.toLowerCase(), email.toLowerCase()];
    if (scope.key === 'both') return `${word} <${mail}>`;
    if (scope.key === 'name') return word === '' ? `email:${mail}` : word;
    return mail === '' ? `name:${name}` : mail;
  };
  const namesOf = (commit: TestCommit) => {
    const people = scope.role === 'either' ? [commit.author, commit.committer] : [commit[scope.role]];
    return new Set(people.map(identity));
  };
  const all = repositories.flatMap((repository) => (repository.history ?? []).map((commit) => ({ repository, commit })));
  const isBot = (maintainer: string) => all.some(({ commit }) => [commit.author, commit.committer].some((person) => identity(person) === maintainer && isAutomated(person.name, person.email)));
  const wanted = (maintainer: string, automated: boolean) => scope.accounts === 'all' || automated === (scope.accounts === 'automated') || maintainer === '';
  const committersOf = (among: readonly TestRepository[]) => new Set(all.filter(({ repository }) => among.includes(repository)).flatMap(({ commit }) => [...namesOf(commit)]));

  if (scope.kind === 'direct') {
    return [...committersOf(reached)].filter((maintainer) => wanted(maintainer, isBot(maintainer))).map((maintainer) => {
      const own = all.filter(({ repository, commit }) => reached.includes(repository) && namesOf(commit).has(maintainer));
      const items = new Set(own.map(({ repository }) => repository.path));
      return { maintainer, items, packages: new Set(inScope.filter((item) => items.has(item.repository ?? '')).map(({ name }) => name)), commits: own.length, signed: own.filter(({ commit }) => commit.signed).length };
    });
  }
  const accounts = [...new Set(inScope.flatMap((item) => (item.owner ? [`${item.hub}/${String(item.owner)}`] : [])))];
  const owned = (account: string) => inScope.filter((item) => `${item.hub}/${String(item.owner)}` === account).map(({ name }) => name);
  if (scope.kind === 'owner') {
    return accounts.filter((account) => wanted(account, isAutomated(account.split('/')[1] ?? '', ''))).map((maintainer) => ({ maintainer, items: new Set(owned(maintainer)), packages: new Set(owned(maintainer)), commits: null, signed: null }));
  }
  const parents = (name: string) => (inScope.find((item) => item.name === name)?.bases ?? []).filter(({ relation }) => scope.dependencies?.relations?.includes(relation ?? 'base')).map(({ base }) => base).filter((base) => inScope.some((item) => item.name === base));
  /** All that a package depends on, itself left out unless something else is between. */
  const dependsOn = (name: string) => {
    const found = new Set<string>();
    const open = parents(name).filter((base) => base !== name);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next) || next === name) continue;
      found.add(next);
      open.push(...parents(next));
    }
    return found;
  };
  const holders = scope.holder === 'committed' ? [...committersOf(repositories)] : accounts;
  const held = (holder: string) =>
    scope.holder === 'committed'
      ? inScope.filter((item) => all.some(({ repository, commit }) => repository.path === item.repository && namesOf(commit).has(holder))).map(({ name }) => name)
      : owned(holder);
  return holders.filter((holder) => held(holder).length > 0 && wanted(holder, scope.holder === 'committed' ? isBot(holder) : isAutomated(holder.split('/')[1] ?? '', ''))).map((maintainer) => {
    const own = held(maintainer);
    const items = new Set(inScope.filter(({ name }) => own.some((one) => one !== name && dependsOn(name).has(one))).map(({ name }) => name));
    const paths = new Set(inScope.map((item) => item.repository));
    const inRepositories = scope.query === '' ? reached.map(({ path }) => path) : [...paths];
    const commits = all.filter(({ repository, commit }) => inRepositories.includes(repository.path) && namesOf(commit).has(maintainer));
    return { maintainer, items, packages: items, commits: scope.holder === 'committed' ? commits.length : null, signed: scope.holder === 'committed' ? commits.filter(({ commit }) => commit.signed).length : null };
  });
}

function randomScope(random: Random): Scope {
  return {
    kind: random.pick(['direct', 'owner', 'transitive']), hub: random.pick([null, null, ...hubs]), query: random.pick(['', '', 'owner:google']),
    key: random.pick(['email', 'name', 'both']), role: random.pick(['author', 'committer', 'either']), accounts: random.pick(['all', 'all', 'people', 'automated']),
    holder: random.pick(['owner', 'committed']), dependencies: { relations: lineageRelations.filter(() => random.below(3) > 0) },
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** All pairs, as the Gini coefficient is defined. */
function giniByHand(values: readonly number[]): number | null {
  if (sum(values) === 0) return null;
  const differences = sum(values.flatMap((left) => values.map((right) => Math.abs(left - right))));
  return differences / (2 * values.length * sum(values));
}

function coverByHand(sets: readonly ReadonlySet<string>[]): number[] {
  const covered = new Set<string>();
  const sizes: number[] = [];
  for (;;) {
    const best = sets.map((set) => [...set].filter((item) => !covered.has(item))).sort((left, right) => right.length - left.length)[0] ?? [];
    if (best.length === 0) return sizes;
    for (const item of best) covered.add(item);
    sizes.push(covered.size);
  }
}

function by<Row extends { maintainer: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((left, right) => (left.maintainer < right.maintainer ? -1 : 1));
}

function measured({ maintainer, reach, commits, signedCommits, downloads, bytes, unknownDownloads, unknownBytes }: MaintainerRow) {
  return { maintainer, reach, commits, signed: signedCommits, downloads, bytes, unknownDownloads, unknownBytes };
}

describe('reach in a scope', () => {

  it('is what plain sets say, for every kind, key, role, holder and choice of accounts', () => {
    console.log(`scopes seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 25; round += 1) {
      const mirror = randomMirror(random);
      opened?.close();
      opened = openTestIndex(mirror);
      const context = { ...opened.context, aliases: makeMailmap(mirror.aliases, String(round)) };
      for (let choice = 0; choice < 12; choice += 1) {
        const scope = randomScope(random);
        const place = `seed ${seed}, round ${round}, ${JSON.stringify(scope)}`;
        const expected = reachesByHand(mirror, scope);
        const input = { mirror: testMirror, ...scope };
        const list: CallAnswer<'reach.list'> = contract['reach.list'].answer.parse(listMaintainers(context, contract['reach.list'].args.parse({ ...input, limit: 1000 })));
        const numbersOf = (found: ReadonlySet<string>, of: 'downloads' | 'bytes') => [...found].map((name) => mirror.packages.find((item) => item.name === name)?.numbers?.[of] ?? null);
        expect(by(list.rows.map(measured)), `at ${place}`).toEqual(by(expected.map(({ maintainer, items, packages, commits, signed }) => ({
          maintainer, reach: items.size, commits, signed,
          downloads: sum(numbersOf(packages, 'downloads').map((value) => value ?? 0)), bytes: sum(numbersOf(packages, 'bytes').map((value) => value ?? 0)),
          unknownDownloads: numbersOf(packages, 'downloads').filter((value) => value === null).length, unknownBytes: numbersOf(packages, 'bytes').filter((value) => value === null).length,
        }))));
        expect(list.rows.map(({ rank }) => rank), `at ${place}`).toEqual(list.rows.map((_, at) => at + 1));

        const curve: CallAnswer<'reach.curve'> = contract['reach.curve'].answer.parse(reachCurve(context, contract['reach.curve'].args.parse(input)));
        const values = expected.map(({ items }) => items.size).sort((left, right) => right - left);
        expect(curve.steps.flatMap((step) => Array.from({ length: step.lastRank - step.firstRank + 1 }, () => step.reach)), `at ${place}`).toEqual(values);
        expect(curve.mean, `at ${place}`).toBe(values.length === 0 ? null : sum(values) / values.length);
        const middle = [Math.floor((values.length - 1) / 2), Math.floor(values.length / 2)].map((at) => values[at] ?? 0);
        expect(curve.median, `at ${place}`).toBe(values.length === 0 ? null : sum(middle) / 2);
        // Where nothing is reached there is no coefficient; -1 is none either.
        expect(curve.gini ?? -1, `at ${place}`).toBeCloseTo(giniByHand(values) ?? -1, 10);
        const unowned = scope.kind === 'owner' && scope.accounts !== 'automated' ? hubs.map((hub) => new Set(mirror.packages.filter((item) => item.owner === null && scope.query === '' && item.hub === hub && (!scope.hub || scope.hub === hub)).map(({ name }) => name))) : [];
        // Of equals whoever stands first in the list is chosen.
        const inOrder = by(expected).toSorted((left, right) => right.items.size - left.items.size);
        const cover = coverByHand([...inOrder.map(({ items }) => items), ...unowned]);
        expect(curve.cover.map(({ reached }) => reached), `at ${place}`).toEqual(cover);
        for (const { share, maintainers } of curve.reaching) {
          const needed = cover.findIndex((reached) => reached >= share * curve.reachable);
          expect(maintainers, `at ${place}, ${share}`).toBe(curve.reachable === 0 ? 0 : needed === -1 ? null : needed + 1);
        }
      }
    }
  });

  it('was at each date what the same mirror without later commits gives', () => {
    const random = randomFrom(seed + 1);
    for (let round = 0; round < 15; round += 1) {
      const mirror = { ...randomMirror(random, false), aliases: [] };
      const scope = { ...randomScope(random), kind: 'direct' as const, role: 'author' as const, query: '' };
      opened?.close();
      opened = openTestIndex(mirror);
      const some = reachesByHand(mirror, scope)[0]?.maintainer ?? null;
      const times: CallAnswer<'reach.times'> = reachTimes({ ...opened.context, aliases: makeMailmap([], 'none') }, contract['reach.times'].args.parse({ mirror: testMirror, ...scope, maintainer: some, step: 'month' }));
      for (const period of times.periods) {
        const place = `seed ${seed}, round ${round}, ${period.label}, ${JSON.stringify(scope)}`;
        const earlier = { ...mirror, repositories: mirror.repositories.map((repository) => ({ ...repository, history: (repository.history ?? []).filter((commit) => commit.authored < period.until) })) };
        const then = reachesByHand(earlier, { ...scope, accounts: 'all' }).filter(({ maintainer }) => reachesByHand(mirror, scope).some((one) => one.maintainer === maintainer));
        const sizes = then.map(({ items }) => items.size);
        expect({ maintainers: period.maintainers, exactlyOne: period.exactlyOne, reached: period.reached, chosen: period.chosen }, `at ${place}`).toEqual({
          maintainers: sizes.length, exactlyOne: sizes.filter((size) => size === 1).length, reached: new Set(then.flatMap(({ items }) => [...items])).size,
          chosen: some === null ? null : (then.find(({ maintainer }) => maintainer === some)?.items.size ?? 0),
        });
        const order = new Map(reachesByHand(mirror, scope).toSorted((left, right) => right.items.size - left.items.size || (left.maintainer < right.maintainer ? -1 : 1)).map(({ maintainer }, at) => [maintainer, at]));
        const cover = coverByHand(then.toSorted((left, right) => (order.get(left.maintainer) ?? 0) - (order.get(right.maintainer) ?? 0)).map(({ items }) => items));
        expect(period.reachingHalf, `at ${place}`).toBe(period.reached === 0 ? 0 : cover.findIndex((reached) => reached >= period.reached / 2) + 1);
      }
    }
  });
});

describe('listPackageReach', () => {
  it('gives PR, ITP and ITM with their spread, and tells what was odd', () => {
    opened = openTestIndex({
      packages: [
        { name: 'google/bert', owner: 'google', numbers: { downloads: 9 } }, { name: 'ada/bert', owner: 'ada', bases: [{ base: 'google/bert' }] }, { name: 'bo/bert', owner: 'bo', bases: [{ base: 'ada/bert' }, { base: 'gone/one' }] },
        { name: 'bo/other', owner: 'bo', bases: [{ base: 'bo/other' }] },
      ],
    });
    const answer = contract['reach.packages'].answer.parse(listPackageReach({ ...opened.context, aliases: makeMailmap([], 'none') }, contract['reach.packages'].args.parse({ mirror: testMirror })));
    expect(answer.rows.map(({ package: { name }, dependants, trusted, trustedMaintainers }) => [name, dependants, trusted, trustedMaintainers])).toEqual([['google/bert', 2, 0, 0], ['ada/bert', 1, 1, 1], ['bo/bert', 0, 2, 2], ['bo/other', 0, 0, 0]]);
    expect(answer.dependants).toMatchObject({ mean: 0.75, median: 0.5, highest: 2 });
    expect(answer.trusted.mean).toBe(answer.dependants.mean);
    expect(answer.notes).toEqual(['1 base model is not in this mirror.', '1 package names itself as its base, which counts for nothing.']);
    const sorted = listPackageReach({ ...opened.context, aliases: makeMailmap([], 'none') }, contract['reach.packages'].args.parse({ mirror: testMirror, sort: 'trusted', search: 'BERT', limit: 2 }));
    expect([sorted.total, sorted.rows.map(({ package: { name } }) => name)]).toEqual([3, ['bo/bert', 'ada/bert']]);
  });
});

describe('reachTimes', () => {
  const [ada, bo] = [{ name: 'Ada', email: 'ada@x.org' }, { name: 'Bo', email: 'bo@x.org' }];
  const commit = (author: typeof ada, date: string): TestCommit => ({ author, committer: author, authored: Date.parse(date) / 1000, committed: Date.parse(date) / 1000 });
  const times = (repositories: readonly TestRepository[], packages: readonly TestPackage[], input: Partial<CallInput<'reach.times'>>) => {
    opened?.close();
    opened = openTestIndex({ repositories, packages });
    return reachTimes({ ...opened.context, aliases: makeMailmap([], 'none') }, contract['reach.times'].args.parse({ mirror: testMirror, ...input }));
  };
  const repositories: readonly TestRepository[] = [
    { path: 'data/huggingface/repos/a/one', authors: [], history: [commit(ada, '2019-05-01'), commit(bo, '2021-02-01')] },
    { path: 'data/huggingface/repos/a/two', authors: [], history: [commit(ada, '2023-12-31T23:59:59Z')] },
    { path: 'data/huggingface/repos/a/odd', authors: [], history: [commit(ada, '1970-01-01')] },
  ];

  it('counts by year over a long time, every year of it, and tells what cannot be dated', () => {
    const answer = times(repositories, [], { maintainer: 'ada@x.org' });
    expect(answer).toMatchObject({ step: 'year', dated: 3, undated: 1 });
    expect(answer.periods.map(({ label, maintainers, reached, chosen }) => [label, maintainers, reached, chosen])).toEqual([['2019', 1, 1, 1], ['2020', 1, 1, 1], ['2021', 2, 1, 1], ['2022', 2, 1, 1], ['2023', 2, 2, 2]]);
  });

  it('dates packages by the first commit of their repository', () => {
    const packages: readonly TestPackage[] = [
      { name: 'a/one', owner: 'a', repository: 'data/huggingface/repos/a/one' }, { name: 'a/two', owner: 'a', repository: 'data/huggingface/repos/a/two', bases: [{ base: 'a/one' }] }, { name: 'a/none', owner: 'a' },
    ];
    const owned = times(repositories, packages, { kind: 'owner' });
    expect(owned).toMatchObject({ dated: 2, undated: 1 });
    expect(owned.periods.map(({ label, reached }) => [label, reached])).toEqual([['2019', 1], ['2020', 1], ['2021', 1], ['2022', 1], ['2023', 2]]);
    expect(times(repositories, packages, { kind: 'transitive' }).periods.map(({ label, reached }) => [label, reached])).toEqual([['2023-12', 1]]);
  });

  it('has no period where nothing can be dated', () => {
    expect(times([], [], {})).toMatchObject({ periods: [], dated: 0, undated: 0 });
  });
});
