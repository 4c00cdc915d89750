import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contract } from '../../src/shared/contract/index.ts';
import { sampleProgram } from './support/sample-program.ts';

const { here, ptmx } = sampleProgram();

describe('ptmx measure', () => {
  test('lists what is measured', async () => {
    const { code, stdout } = await ptmx('measure', 'list', '--json');
    expect(code).toBe(0);
    const { measures } = contract['measures.list'].answer.parse(JSON.parse(stdout));
    expect(measures.map(({ id }) => id)).toContain('claims-by-task');
    const told = (await ptmx('measure', 'list')).stdout;
    for (const { id } of measures) expect(told).toContain(id);
  });

  test('counts the packages that its searches find', async () => {
    const { stdout } = await ptmx('measure', 'architectures', '--selection', 'hub:huggingface', '--param', 'top=1', '--json');
    const result = contract['measures.run'].answer.parse(JSON.parse(stdout));
    const [part] = result.parts;
    if (part?.kind !== 'shares') throw new Error('No shares');
    expect(part.rows.map(({ role }) => role)).toEqual(['value', 'rest', 'none']);
    for (const { count, packages } of part.rows) expect(JSON.parse((await ptmx('search', packages ?? '', '--limit', '1', '--json')).stdout), packages ?? '').toMatchObject({ total: count });
    const row = 'hub:huggingface measure:"architectures/shares/other?top=1&in=hub:huggingface"';
    const byName = await ptmx('search', row, '--limit', '1', '--json');
    expect(JSON.parse(byName.stdout)).toMatchObject({ total: part.rows[1]?.count });
    const written = await ptmx('export', row, '--format', 'csv', '--out', here('row.csv'), '--json');
    expect(JSON.parse(written.stdout)).toMatchObject({ count: part.rows[1]?.count });
  });

  test('prints tables with what they stand on, and writes CSV and SVG', async () => {
    const { stdout, stderr } = await ptmx('measure', 'signed');
    expect(stdout).toContain('Repositories with a signed commit');
    expect(stdout).toContain('Signed commits by year (years)');
    expect(stderr).toMatch(/gpgsig[^]*All \d+ packages; index [0-9a-f]{12}/);
    const csv = await ptmx('measure', 'signed', '--part', 'kinds', '--csv');
    expect(csv.stdout.split('\r\n').slice(0, 2).join(' ')).toMatch(/^label,count,of,share,.* PGP,\d+,/);
    const svg = await ptmx('measure', 'licences', '--svg', '--width', '85');
    expect(svg.stdout).toMatch(/^<\?xml[^]*width="85mm"[^]*<\/svg>\n$/);
    expect(svg.stderr).toContain('This is the part shares; --part takes shares, validity, conflicts, pairs.');
  });

  test.each([
    [['measure'], 'list, states, or the id of a measure'],
    [['measure', 'nothing'], 'There is no measure nothing'],
    [['measure', 'signed', '--part', 'x'], 'signed has no part x. There are: shares'],
    [['measure', 'architectures', '--param', 'top=0'], 'top cannot be "0"'],
    [['measure', 'architectures', '--param', 'bottom=1'], 'There is no parameter bottom'],
    [['measure', 'architectures', '--selection', 'is:nothing'], '--selection cannot be read'],
    [['measure', 'architectures', '--csv', '--json'], 'one of --csv, --svg and --json'],
    [['measure', 'list', '--csv'], '--csv needs the id of a measure'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await ptmx(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('ptmx dashboard', () => {
  const file = (): string => here('boards.json');
  const board = { name: 'Licences of fill-mask', tiles: [{ measure: 'licences', part: 'validity', query: 'task:fill-mask', parameters: {}, look: 'chart' }, { measure: 'turnover', part: null, query: '', parameters: {}, look: 'chart' }] };

  test('takes in what others wrote, and shows it by name as measures, each over its own selection', async () => {
    writeFileSync(file(), JSON.stringify({ format: 'ptmx-dashboards', version: 1, dashboards: [board] }));
    expect((await ptmx('dashboard', 'import', file())).stderr).toContain('1 dashboard added');
    const { dashboards } = JSON.parse((await ptmx('dashboard', '--json')).stdout) as { dashboards: { name: string }[] };
    expect(dashboards.map(({ name }) => name)).toEqual(['How healthy is this mirror?', board.name]);
    const { charts } = JSON.parse((await ptmx('dashboard', 'show', 'LICENCES of fill-mask', '--json')).stdout) as { charts: { result?: object; reason?: string }[] };
    const alone = JSON.parse((await ptmx('measure', 'licences', '--selection', 'task:fill-mask', '--part', 'validity', '--json')).stdout) as { parts: unknown };
    expect(charts[0]).toMatchObject({ ...board.tiles[0], result: { parts: alone.parts } });
    expect(charts[1]?.reason).toContain('needs another mirror');
    await ptmx('dashboard', 'export', here('again.json'), board.name);
    expect(JSON.parse(readFileSync(here('again.json'), 'utf8'))).toEqual(JSON.parse(readFileSync(file(), 'utf8')));
  });

  test('writes one page of charts that needs nothing else', async () => {
    const { code, stdout } = await ptmx('dashboard', 'show', 'health', '--html');
    expect(code).toBe(0);
    expect([stdout.slice(0, 15), stdout.trimEnd().slice(-7)]).toEqual(['<!doctype html>', '</html>']);
    expect(/<h1>(.*?)<\/h1>/.exec(stdout)?.[1]).toBe('How healthy is this mirror?');
    expect(/Content-Security-Policy" content="(.*?);/.exec(stdout)?.[1]).toContain('default-src');
    expect(stdout.match(/<svg /g)?.length).toBeGreaterThan(8);
    expect(/<script|https?:/.exec(stdout)).toBeNull();
  });

  test.each([
    [['dashboard', 'show'], 2, 'takes one NAME'],
    [['dashboard', 'show', 'none such'], 4, 'There is no dashboard none such'],
    [['dashboard', 'list', '--html'], 2, '--html is for dashboard show'],
  ])('refuses %j', async (args, exit, message) => {
    const { code, stderr } = await ptmx(...args);
    expect([code, stderr.includes(message)]).toEqual([exit, true]);
  });
});
