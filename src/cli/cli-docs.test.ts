import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commonOptions } from './arguments.ts';
import { exitCodes } from './verb.ts';
import { verbs } from './verbs/index.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'cli.md'), 'utf8');

/** The part of the documentation that tells of one verb. */
function sectionOf(name: string): string {
  // The whole name: one verb's may begin with another's.
  const start = text.search(new RegExp(`^### ptmx ${name}\\b`, 'm'));
  if (start < 0) return '';
  const end = text.indexOf('\n### ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

describe('docs/cli.md', () => {
  test.each(verbs.map((verb) => [verb.name, verb] as const))('documents %s and its options', (name, verb) => {
    const section = sectionOf(name);
    expect(section).not.toBe('');
    for (const option of Object.keys(verb.options)) expect(section, `--${option}`).toContain(`--${option}`);
    for (const option of Object.keys(verb.options)) expect(verb.usage, `--${option} in the usage`).toContain(`--${option}`);
  });

  test('documents the options of every verb and all exit codes', () => {
    for (const option of Object.keys(commonOptions)) expect(text).toContain(`--${option}`);
    for (const code of Object.values(exitCodes)) expect(text).toContain(`| ${code} |`);
  });

  test('tells of no verb that there is not', () => {
    const told = [...text.matchAll(/^### ptmx (\w+)/gm)].map((match) => match[1]);
    expect(told.sort()).toEqual(verbs.map((verb) => verb.name).sort());
  });
});
