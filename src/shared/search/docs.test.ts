import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { closedValues, fields } from './fields.ts';
import { parse } from './parse.ts';

const document = readFileSync(new URL('../../../docs/search.md', import.meta.url), 'utf8');
const lines = new Set(document.split(/\r?\n/));

test.each(fields)('docs/search.md has the row of $name:', ({ name, kind, aliases, description, example }) => {
  const others = aliases.length === 0 ? '' : ` (${aliases.map((alias) => `\`${alias}:\``).join(', ')})`;
  expect(lines).toContain(`| \`${name}:\`${others} | ${kind} | ${description} | \`${example}\` |`);
});

test.each(['has', 'is', 'sort'] as const)('docs/search.md has a row for each value of %s:', (field) => {
  for (const { value, description } of closedValues(field) ?? []) expect(lines).toContain(`| \`${field}:${value}\` | ${description} |`);
});

test('docs/search.md names every hub', () => {
  for (const { value } of closedValues('hub') ?? []) expect(document).toContain(`\`${value}\``);
});

test('docs/search.md lists no field, flag or order that does not exist', () => {
  const rows = [...document.matchAll(/^\| `([a-z]+):([a-z]*)`[^|]*\|/gmu)].map(([, name = '', value = '']) => ({ name, value }));
  const names: readonly string[] = fields.map((field) => field.name);
  expect(rows.length).toBeGreaterThan(fields.length);
  expect(rows.filter(({ name }) => !names.includes(name))).toEqual([]);
  const values = rows.filter((row) => row.value !== '').map(({ name, value }) => `${name}:${value}`);
  expect(values.length).toBeGreaterThan(20);
  expect(values.filter((text) => parse(text).errors.length > 0)).toEqual([]);
});

test('every example search in docs/search.md is read without a remark', () => {
  const examples = [...document.matchAll(/^```search\n([^`]*)```$/gmu)].flatMap((match) => (match[1] ?? '').trim().split('\n'));
  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) expect({ example, errors: parse(example).errors }).toEqual({ example, errors: [] });
});
