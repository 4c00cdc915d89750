import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { optionTypes } from './options.ts';
import { benchmarks } from './registry.ts';
import { compare } from './table.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md'), 'utf8');
/** The number of models that the goals are stated for. */
const models = Number(optionTypes.models.default);

/** The part of the documentation that tells of one benchmark. */
function sectionOf(name: string): string {
  const start = text.indexOf(`\n### ${name}\n`);
  if (start < 0) return '';
  const end = text.indexOf('\n### ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

describe('docs/benchmarks.md', () => {
  test.each(benchmarks.map((benchmark) => [benchmark.name, benchmark] as const))('documents %s, its rows and their goals', (name, { measurements }) => {
    const section = sectionOf(name);
    expect(section).not.toBe('');
    for (const { name: row, goals } of measurements) {
      expect(section).toContain(`\`${row}\``);
      const toReach = goals.map((goal) => compare({ name: row, goals, result: { kind: 'skipped', reason: '' } }, goal, [], models).toReach);
      for (const limit of toReach) expect(section, row).toMatch(new RegExp(`\\| ${limit}[ |]`));
      for (const other of goals.flatMap((goal) => ('against' in goal ? [goal.against] : []))) expect(section, row).toMatch(new RegExp(`\\| .*against .*\`${other}\` \\|`));
    }
  });

  test('states as many goals as there are', () => {
    const stated = text.match(/\| ≤ /g)?.length;
    expect(stated).toBe(benchmarks.flatMap(({ measurements }) => measurements.flatMap(({ goals }) => goals)).length);
  });

  test('tells of no benchmark that there is not', () => {
    expect([...text.matchAll(/^### (\S+)$/gm)].map((match) => match[1])).toEqual(benchmarks.map(({ name }) => name));
  });

  test('documents every option', () => {
    for (const option of Object.keys(optionTypes)) expect(text).toContain(`| \`--${option}`);
  });
});
