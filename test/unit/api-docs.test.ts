import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareSampleMirror } from '../../src/core/mirror/index.ts';
import { openApiDocument } from '../../src/server/api/openapi.ts';
import { routes } from '../../src/server/api/routes.ts';
import { startServer, type RunningServer } from '../../src/server/index.ts';
import { projectFolder, startTestEngine, type TestEngine } from './support/engine.ts';

const run = promisify(execFile);
const docs = join(projectFolder, 'docs');
const words = readFileSync(join(docs, 'notebooks.md'), 'utf8');
const token = 'a-token-of-the-tests-0123456789';

let folder = '';
let engine: TestEngine;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-notebooks-'));
  prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), folder);
  engine = startTestEngine();
  const mirror = await engine.index([folder]);
  server = await startServer({ engine: engine.engine, rendererDir: null, api: { token, mirror } });
});

afterAll(async () => {
  await server.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The addresses as docs/notebooks.md lists them. */
const table = ['| address | what it gives |', '|---|---|', ...routes.map(({ path, summary, table: rows }) => `| \`${path}\` | ${summary}${rows ? '; *rows*' : ''} |`)].join('\n');

test('docs/openapi.json and the list of docs/notebooks.md are those of the code (PTMX_WRITE_DOCS=1 writes them)', () => {
  const file = join(docs, 'openapi.json');
  const made = `${JSON.stringify(openApiDocument(), null, 1)}\n`;
  if (process.env['PTMX_WRITE_DOCS']) {
    writeFileSync(file, made);
    writeFileSync(join(docs, 'notebooks.md'), words.replace(/\| address \|[^]*?\n\n/, `${table}\n\n`));
  }
  expect(readFileSync(file, 'utf8')).toBe(made);
  expect(readFileSync(join(docs, 'notebooks.md'), 'utf8')).toContain(table);
});

/** The examples of a language, in order. */
function examples(language: string): readonly string[] {
  return [...words.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, code = '']) => code);
}

async function isThere(program: string, ...args: readonly string[]): Promise<boolean> {
  return run(program, args).then(() => true, () => false);
}

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, PTMX_URL: `${server.origin}/api/v1`, PTMX_TOKEN: token });

describe('the examples of docs/notebooks.md run', async () => {
  const hasPython = await isThere('python3', '--version');
  const hasPandas = hasPython && (await isThere('python3', '-c', 'import pandas'));
  const hasR = await isThere('Rscript', '-e', 'library(httr2); library(jsonlite)');

  test('there are some of each kind', () => {
    expect(examples('python')).toHaveLength(3);
    expect(examples('r')).toHaveLength(1);
  });

  for (const [at, code] of examples('python').entries()) {
    const needsPandas = code.includes('pandas');
    const isThere = needsPandas ? hasPandas : hasPython;
    test.runIf(isThere)(`Python ${at + 1}${isThere ? '' : ` (skipped: ${needsPandas ? 'pandas' : 'python3'} is not installed)`}`, async () => {
      const { stdout } = await run('python3', ['-c', code], { env: environment() });
      expect(stdout).toMatch(/\d/);
      if (at > 0) return;
      const found = await engine.call('packages.search', { mirror: (await engine.call('mirrors.recent', {})).current ?? '', query: 'task:fill-mask sort:-downloads', limit: 5 });
      expect(stdout.split('\n').slice(0, found.rows.length)).toEqual(found.rows.map(({ name, license, downloads }) => `${name} ${license ?? 'None'} ${downloads ?? 'None'}`));
    });
  }

  // Where pandas and R are not installed, their examples are held against the answers that they would get.
  test('pandas and R ask for addresses and columns that there are', async () => {
    const columnsAt = async (address: string): Promise<readonly string[]> => {
      const answer = await fetch(`${server.origin}/api/v1${address}`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status, address).toBe(200);
      const body = await answer.text();
      const [line = ''] = body.split('\n', 1);
      if (answer.headers.get('content-type')?.startsWith('text/csv')) return line.trim().split(',');
      const first = JSON.parse(answer.headers.get('content-type')?.startsWith('application/json') ? body : line) as { readonly rows?: readonly object[] };
      return Object.keys(first.rows?.[0] ?? first);
    };
    const [pandas = '', r = ''] = [examples('python').find((code) => code.includes('pandas')), examples('r')[0]];
    const asked = [
      ...[...pandas.matchAll(/^(\w+) = pd\.read_\w+\(f"\{url\}([^"]+)"/gm)].map(([, name = '', address = '']) => ({ name, address, code: pandas })),
      ...[...r.matchAll(/^(\w+) <- ask\("([^"]+)", (.+)\) \|>$/gm)].map(([, name = '', path = '', given = '']) => {
        const parameters = [...given.matchAll(/(\w+) = (?:"([^"]*)"|(\d+))/g)].map(([, key = '', text, number]) => [key, text ?? number ?? '']);
        return { name, address: `${path}?${new URLSearchParams(parameters).toString()}`, code: r };
      }),
    ];
    const used = asked.map(({ name, code }) => [...code.matchAll(new RegExp(`^(?:print|summary)\\(${name}\\b(.*)$`, 'gm'))].flatMap(([, rest = '']) => [...rest.matchAll(/"(\w+)"|^\$(?!rows)(\w+)/g)].map(([, quoted, named]) => quoted ?? named ?? '')));
    expect(used).toEqual([['task', 'downloads'], ['label', 'share', 'low', 'high'], ['reach'], ['name', 'license', 'downloads'], ['reach']]);
    for (const [at, { address }] of asked.entries()) expect(await columnsAt(address), address).toEqual(expect.arrayContaining([...(used[at] ?? [])]));
  });

  for (const code of examples('r')) {
    test.runIf(hasR)(`R${hasR ? '' : ' (skipped: R with httr2 is not installed)'}`, async () => {
      const { stdout } = await run('Rscript', ['-e', code], { env: environment() });
      expect(stdout).toContain('downloads');
    });
  }
});
