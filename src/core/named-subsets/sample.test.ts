import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { PackageKey, SampleRule } from '../../shared/domain/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { type Random, randomFrom } from '../../shared/search/testing-random.ts';
import { packageOfLine } from '../index/index.ts';
import { packagesOf } from '../query/index.ts';
import { openTestIndex, type OpenTestIndex, type TestPackage } from '../query/testing.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { drawnNumber } from './draw.ts';
import { sortedLines } from './package-lines.ts';
import { drawSample } from './sample.ts';

let open: OpenTestIndex | null = null;

afterEach(() => {
  open?.close();
  open = null;
});

const tasks = ['fill-mask', 'Fill-Mask', 'translation', 'text', null] as const;

function randomPackages(random: Random): readonly TestPackage[] {
  return random.list(5, 60, () => null).map((_, at) => ({
    name: `${random.pick(['a', 'b', 'É', '日'])}/${at}`, hub: random.pick(['huggingface', 'modelzoo'] as const), task: random.pick(tasks),
    numbers: { downloads: random.below(4) === 0 ? null : random.below(6) },
  }));
}

/** The packages that a rule draws, by their names. */
function drawn(packages: readonly TestPackage[], rule: SampleRule, seed: string): readonly string[] {
  open?.close();
  open = openTestIndex({ packages });
  const { database } = open;
  return [...sortedLines(database, drawSample(database, packagesOf(database, { kind: 'everything' }), rule, seed).packages)].flatMap((line) => packageOfLine(line) ?? []).map(nameOf).sort();
}

const nameOf = ({ hub, name }: PackageKey): string => `${hub} ${name}`;

/** The same said plainly, with its own words for everything: what docs/subsets.md promises. */
function drawnPlainly(packages: readonly TestPackage[], rule: SampleRule, seed: string): readonly string[] {
  const all = packages.map(({ hub = 'huggingface', name, task, numbers }) => ({
    hub, name, group: task === null || task === undefined ? null : fold(String(task)), downloads: numbers?.downloads ?? null,
    // As Python would: hashlib.sha256(f'{seed}\n["{hub}","{name}",0]'.encode()).hexdigest()
    digest: createHash('sha256').update(`${seed}\n["${hub}","${name}",0]`, 'utf8').digest('hex'),
  }));
  type One = (typeof all)[number];
  const byDraw = (left: One, right: One): number => (left.digest < right.digest ? -1 : 1);
  const groups = (): [string | null, One[]][] => [...new Set(all.map(({ group }) => group))].map((group) => [group, all.filter((one) => one.group === group)]);
  const names = (list: readonly One[]): readonly string[] => list.map(({ hub, name }) => `${hub} ${name}`).sort();
  if (rule.kind === 'uniform') return names(all.sort(byDraw).slice(0, rule.count));
  if (rule.kind === 'top') {
    const best = (list: readonly One[]): readonly One[] => list.filter(({ downloads }) => downloads !== null).sort((left, right) => Number(right.downloads) - Number(left.downloads) || byDraw(left, right)).slice(0, rule.count);
    return names(rule.by === null ? best(all) : groups().flatMap(([, list]) => best(list)));
  }
  const wanted = Math.min(rule.count, all.length);
  const ordered = groups().sort(([one, left], [other, right]) => right.length - left.length || (one === null ? 1 : other === null ? -1 : one < other ? -1 : 1));
  const share = new Map<string | null, number>();
  if (rule.allocation === 'proportional') {
    for (const [group, list] of ordered) share.set(group, Math.floor((wanted * list.length) / all.length));
    const given = [...share.values()].reduce((sum, count) => sum + count, 0);
    const remainders = [...ordered].sort(([, left], [, right]) => ((wanted * right.length) % all.length) - ((wanted * left.length) % all.length));
    for (const [group] of remainders.slice(0, wanted - given)) share.set(group, (share.get(group) ?? 0) + 1);
  } else {
    // One by one around the groups, the largest first, but only from those that have most left to be fair: level by level.
    let left = wanted;
    for (let level = 1; left > 0; level += 1) {
      for (const [group, list] of ordered) {
        if (left === 0 || list.length < level) continue;
        share.set(group, level);
        left -= 1;
      }
    }
  }
  return names(ordered.flatMap(([group, list]) => list.sort(byDraw).slice(0, share.get(group) ?? 0)));
}

const rules: readonly SampleRule[] = [
  { kind: 'uniform', count: 7 },
  { kind: 'stratified', by: 'task', allocation: 'proportional', count: 9 },
  { kind: 'stratified', by: 'task', allocation: 'equal', count: 9 },
  { kind: 'top', by: 'task', number: 'downloads', count: 2 },
  { kind: 'top', by: null, number: 'downloads', count: 6 },
];

describe('drawSample', () => {
  it('draws what the rule says, said plainly', () => {
    console.log(`sample seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 12; round += 1) {
      const packages = randomPackages(random);
      for (const rule of rules) expect(drawn(packages, rule, `s${round}`), `seed ${seed} ${JSON.stringify(rule)}`).toEqual(drawnPlainly(packages, rule, `s${round}`));
    }
  });

  it('draws these very packages with this seed, today and on every machine', () => {
    const packages = Array.from({ length: 100 }, (_, at) => ({ name: `o/p${at}` }));
    expect(drawn(packages, { kind: 'uniform', count: 3 }, '42')).toMatchInlineSnapshot(`
      [
        "huggingface o/p1",
        "huggingface o/p38",
        "huggingface o/p46",
      ]
    `);
    expect(drawn(packages, { kind: 'uniform', count: 3 }, '43')).not.toEqual(drawn(packages, { kind: 'uniform', count: 3 }, '42'));
  });

  it('depends neither on the order of packages nor, but for their share, on others', () => {
    const packages = Array.from({ length: 200 }, (_, at) => ({ name: `o/p${at}`, task: 'x' }));
    const first = drawn(packages, { kind: 'uniform', count: 20 }, 'a');
    expect(drawn([...packages].reverse(), { kind: 'uniform', count: 20 }, 'a')).toEqual(first);
    const more = drawn([...packages, ...Array.from({ length: 20 }, (_, at) => ({ name: `new/p${at}` }))], { kind: 'uniform', count: 20 }, 'a');
    const newcomers = more.filter((name) => name.includes('new/'));
    expect(more.filter((name) => first.includes(name))).toHaveLength(20 - newcomers.length);
    expect(drawn(packages, { kind: 'uniform', count: 10 }, 'a').every((name) => first.includes(name)), 'a smaller sample is a part of a larger one').toBe(true);
  });

  const hasPython = spawnSync('python3', ['-c', 'pass']).status === 0;
  it.runIf(hasPython)(`draws the number that the Python of docs/subsets.md draws${hasPython ? '' : ' (skipped: python3 is not installed)'}`, () => {
    const code = /```python\n([\s\S]*?)```/.exec(readFileSync(fileURLToPath(new URL('../../../docs/subsets.md', import.meta.url)), 'utf8'))?.[1] ?? '';
    const { stdout, stderr } = spawnSync('python3', ['-c', `seed = "émile 42"\n${code}\nprint(drawn)`], { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
    expect(stdout.trim(), stderr).toBe(String(drawnNumber('émile 42', { hub: 'huggingface', name: 'google/bert', ordinal: 0 })));
  });
});
