import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askCommand } from './support/command-line.ts';
import { readCsv } from './support/csv.ts';
import { answerSaveDialog, chooseFile } from './support/dialogs.ts';
import { expect, test, type Program } from './support/fixtures.ts';
import { coloursDrawn, figure, goTo, grid, numberIn, openPackage, openPart, rowCount, rowsOf, seeOverview } from './support/window.ts';

interface Info {
  readonly hubs: readonly { readonly hub: string; readonly packages: number; readonly clones: number; readonly problems: number; readonly signedRepositories: number }[];
}

interface Found {
  readonly total: number;
  readonly rows: readonly { readonly hub: string; readonly name: string }[];
}

interface Ranked {
  readonly maintainers: number;
  readonly rows: readonly { readonly maintainer: string; readonly name: string; readonly reach: number }[];
}

/** What the command line says, over the same data folder as the window. */
const search = (program: Program, query: string) => askCommand(['search', query, '--limit', '0'], program.dataDir) as Promise<Found>;

test('the sample mirror is read at the first start and its overview counts what the command line counts', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  const { hubs } = (await askCommand(['info'], program.dataDir)) as Info;
  const sum = (name: 'packages' | 'clones' | 'problems' | 'signedRepositories'): number => hubs.reduce((total, hub) => total + hub[name], 0);
  expect(sum('packages')).toBeGreaterThan(50);
  expect(await figure(page, 'Packages')).toBe(sum('packages'));
  expect(await figure(page, 'With a clone here')).toBe(sum('clones'));
  expect(await figure(page, 'With a signed commit')).toBe(sum('signedRepositories'));
  expect(await figure(page, 'Problems')).toBe(sum('problems'));
  for (const title of ['Hugging Face', 'Model Zoo', 'PyTorch Hub', 'ONNX Model Zoo', 'Modelhub.ai']) {
    await expect(page.getByRole('row', { name: new RegExp(`^(\\w\\w )?${title}`) })).toBeVisible();
  }
});

test('a search narrows the rows, a filter narrows them further, and removing it widens them again', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Models');
  const table = grid(page, 'Packages');
  const all = await search(program, '');
  await expect(table).toHaveAttribute('aria-rowcount', String(all.total + 1));

  await page.getByRole('combobox', { name: 'Search models' }).fill('bert');
  const words = await search(program, 'bert');
  expect(words.total).toBeLessThan(all.total);
  await expect(page.getByText(`${words.total} packages`, { exact: true })).toBeVisible();

  await page.getByRole('region', { name: 'Task' }).getByRole('checkbox', { name: /^fill-mask/ }).click();
  const filtered = await search(program, 'bert task:fill-mask');
  expect(filtered.total).toBeLessThan(words.total);
  await expect(page.getByText(`${filtered.total} packages`, { exact: true })).toBeVisible();
  await expect(rowsOf(table)).toHaveCount(filtered.total);
  const names = await rowsOf(table).getByRole('link').allTextContents();
  expect(names.sort()).toEqual(filtered.rows.map((row) => row.name).sort());

  await page.getByRole('button', { name: /^Remove .*fill-mask/ }).click();
  await expect.poll(() => rowCount(table)).toBe(words.total);
});

test('a package shows its facts, its card, its files, its history and its records', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Models');
  await page.getByRole('combobox', { name: 'Search models' }).fill('bert-base-uncased');
  await openPackage(page, 'bert-base-uncased');
  await expect(page.getByText('Apache-2.0').first()).toBeVisible();
  await expect(page.getByText('fill-mask').first()).toBeVisible();

  await openPart(page, 'Model card');
  const card = page.getByRole('article');
  await expect(card.getByRole('heading').first()).toBeVisible();
  await expect(card.getByRole('img').first()).toHaveAttribute('src', /^data:image\//);

  await openPart(page, 'Files');
  const files = grid(page, 'Files');
  await expect(files.getByRole('row', { name: /pytorch_model\.bin/ })).toContainText('LFS pointer only');
  await expect(files.getByRole('row', { name: /model\.safetensors/ })).toContainText('LFS, content here');
  await expect(files.getByRole('row', { name: /config\.json/ }).first()).not.toContainText('LFS');

  await openPart(page, 'History');
  const commits = grid(page, 'Commits');
  const history = (await askCommand(['show', 'huggingface/bert-base-uncased', '--tab', 'history'], program.dataDir)) as { commits: { sha: string; signature: string }[] };
  await expect(rowsOf(commits)).toHaveCount(history.commits.length);
  const signed = history.commits.filter(({ signature }) => signature === 'pgp');
  expect(signed.length).toBeGreaterThan(0);
  await expect(commits.getByText('PGP signature present')).toHaveCount(signed.length);

  await openPart(page, 'Raw record');
  const record: unknown = JSON.parse(await page.getByRole('textbox', { name: 'Unified record' }).inputValue());
  expect(record).toMatchObject({ ModelName: 'bert-base-uncased', ModelHub: { ModelHubName: 'Hugging Face' } });
  await expect(page.getByRole('textbox', { name: 'Hub metadata' })).toHaveValue(/"modelId": "bert-base-uncased"/);
});

test('reach ranks maintainers, and choosing one draws the graph that the table lists too', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Reach');
  const ranking = grid(page, 'Maintainers by reach');
  const ranked = (await askCommand(['reach', '--kind', 'direct', '--top', '1000'], program.dataDir)) as Ranked;
  await expect(ranking).toHaveAttribute('aria-rowcount', String(ranked.maintainers + 1));
  const reaches = (await rowsOf(ranking).locator('strong').allTextContents()).map(Number);
  expect(reaches).toEqual(ranked.rows.slice(0, reaches.length).map(({ reach }) => reach));

  await ranking.getByTitle('ada@example.org').click();
  const picture = page.getByRole('img', { name: /^Graph of Ada Example/ });
  await expect(picture).toBeVisible();
  await expect.poll(() => coloursDrawn(picture), 'the canvas holds a picture').toBeGreaterThan(10);

  const nodes = Number(await picture.getAttribute('data-nodes'));
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const twin = grid(page, 'Nodes of the graph');
  await expect.poll(() => rowCount(twin)).toBe(nodes);
  const repositories = ranked.rows.find(({ maintainer }) => maintainer === 'ada@example.org')?.reach;
  await expect(twin.getByRole('row', { name: /^Repository/ })).toHaveCount(repositories ?? 0);
});

test('a search is exported as CSV, the job tray says so, and the file holds what the search found', async ({ program, folder }) => {
  const { page } = program;
  const target = join(folder, 'found.csv');
  await seeOverview(page);
  await goTo(page, 'Models');
  await page.getByRole('combobox', { name: 'Search models' }).fill('hub:onnxmodelzoo');
  const found = await search(program, 'hub:onnxmodelzoo');
  await expect(page.getByText(`${found.total} packages`, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Export these' }).click();

  await expect(page.getByText('hub:onnxmodelzoo', { exact: true })).toBeVisible();
  await page.getByRole('radio', { name: /^CSV/ }).check({ force: true });
  await nameTarget(program, target);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('article').getByText('Exported', { exact: true })).toBeVisible();
  await seeInTray(page, 'found.csv');

  const rows = readCsv(await readFile(target, 'utf8'));
  expect(rows.map((row) => row['name']).sort()).toEqual(found.rows.map((row) => row.name).sort());
  expect(new Set(rows.map((row) => row['hub']))).toEqual(new Set(['onnxmodelzoo']));
});

/** In a window by the system's dialog, in a browser by typing. */
async function nameTarget(program: Program, target: string): Promise<void> {
  const where = program.page.getByRole('region', { name: 'Where' });
  await chooseFile(program, where, target, answerSaveDialog);
  await expect(where.getByRole('textbox', { name: 'File' })).toHaveValue(target);
}

async function seeInTray(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Jobs', exact: true }).click();
  const row = page.getByRole('dialog', { name: 'Jobs' }).getByRole('article').filter({ hasText: name });
  await expect(row).toContainText('Exported');
  expect(numberIn(await row.getByRole('paragraph').first().textContent())).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
}
