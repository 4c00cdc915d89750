import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listMeasures } from './index.ts';
import type { MeasureInfo, MeasureParameter } from './types.ts';

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'measures.md');
const [begin, end] = ['<!-- From here on made from src/core/measures: PTMX_WRITE_DOCS=1 with src/core/measures/docs.test.ts writes it. -->\n', '<!-- The end of what is made. -->\n'] as const;

const groupTitles: Readonly<Record<MeasureInfo['group'], string>> = {
  mirror: 'The mirror', claims: 'Claims', documentation: 'Documentation', security: 'Security', composition: 'Composition', maintenance: 'Maintenance', popularity: 'Popularity',
};

function parameterText(parameter: MeasureParameter): string {
  const { id, title, description } = parameter;
  const told = `\`${id}\`, ${title.toLowerCase()}: ${description}`;
  switch (parameter.kind) {
    case 'choice':
      return `${told} ${parameter.options.map(({ value, title: words }) => `\`${value}\`${words === value ? '' : ` (${words})`}`).join(', ')}; initially \`${parameter.initial}\`.`;
    case 'number':
      return `${told} From ${parameter.min.toLocaleString('en')} to ${parameter.max.toLocaleString('en')}, initially ${parameter.initial.toLocaleString('en')}.`;
    case 'flag':
      return `${told} Initially ${parameter.initial ? 'yes' : 'no'}.`;
    default:
      return parameter.initial === '' ? told : `${told} Initially \`${parameter.initial}\`.`;
  }
}

function sectionOf({ id, title, question, rule, source, unit, denominator, missing, parameters, references, sets }: MeasureInfo): string {
  const lines = [
    `### ${title}`, '', `\`ptmx measure ${id}\`${sets ? `, \`measure:"${id}/PART/ROW"\`` : ''}. ${question}`, '',
    `- Rule: ${rule}`, `- Source: ${source}`, `- Counted: ${unit}. ${denominator}`, `- Missing: ${missing}`,
    ...parameters.map((parameter) => `- Parameter ${parameterText(parameter)}`),
    ...references.map(({ source: from, note }) => `- Published, ${from}: ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

function made(): string {
  const measures = listMeasures();
  const intro = `## Measures

Each is computed over the whole mirror or over the packages of any search, and shown with its rule, its denominator, what is missing, the fingerprint of the index and the published
values. Shares have Wilson's 95 % interval (Wilson 1927). In tables of shares, \`=x\` is the row of the value x, \`other\` what was folded together, \`none\` what has no value.
`;
  const groups = [...new Set(measures.map(({ group }) => group))];
  const list = groups.map((group) => `- ${groupTitles[group]}: ${measures.filter((measure) => measure.group === group).map(({ title }) => title).join(', ')}`).join('\n');
  return `\n${[intro, `${list}\n`, ...measures.map(sectionOf)].join('\n')}\n`;
}

test('docs/measures.md has every measure as the registry describes it (PTMX_WRITE_DOCS=1 writes it)', () => {
  const written = (): readonly string[] => readFileSync(file, 'utf8').split(new RegExp(`(?<=${begin})|(?=${end})`));
  if (process.env['PTMX_WRITE_DOCS'] === '1') writeFileSync(file, `${written()[0] ?? ''}${made()}${end}`);
  expect(written().slice(1)).toEqual([made(), end]);
});

test('every measure says all that somebody else needs to repeat it', () => {
  for (const info of listMeasures()) {
    expect(info.id).toMatch(/^[a-z][a-z-]*$/);
    for (const text of [info.question, info.rule, info.denominator, info.missing]) expect(text, info.id).toMatch(/[.?]$/);
    // `measure:` keeps this name for the selection.
    expect(info.parameters.map(({ id }) => id)).not.toContain('in');
  }
});
