import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { grid, rowCount, seeOverview } from '../support/window.ts';

type Seen = (page: Page) => Promise<void>;

const heading = (name: string | RegExp): Seen => (page) => expect(page.getByRole('heading', { level: 1, name })).toBeAttached();
const table = (name: string): Seen => (page) => expect(grid(page, name)).toBeVisible();
const packagePage = '#/package/huggingface/bert-base-uncased';

/** Every address of the window, and what it shows. */
const addresses: readonly (readonly [address: string, seen: Seen])[] = [
  ['', (page) => seeOverview(page)],
  ['#/', (page) => seeOverview(page)],
  ['#/models', table('Packages')],
  ['#/models?q=bert+task%3Afill-mask', async (page) => {
    await expect(page.getByRole('combobox', { name: 'Search models' })).toHaveValue('bert task:fill-mask');
    await expect.poll(() => rowCount(grid(page, 'Packages'))).toBe(4);
  }],
  ['#/models?q=sort%3Aname', (page) => expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')],
  ['#/models?q=sort%3A-downloads', (page) => expect(page.getByRole('columnheader', { name: 'Downloads' })).toHaveAttribute('aria-sort', 'descending')],
  [packagePage, heading('bert-base-uncased')],
  ['#/package/huggingface/deepset%2Froberta-base-squad2', heading('deepset/roberta-base-squad2')],
  ['#/package/onnxmodelzoo/SqueezeNet%201.0?n=1', heading('SqueezeNet 1.0')],
  [`${packagePage}/card`, (page) => expect(page.getByRole('article')).toBeVisible()],
  [`${packagePage}/files`, table('Files')],
  [`${packagePage}/weights`, table('Weight files')],
  [`${packagePage}/history`, table('Commits')],
  [`${packagePage}/raw`, (page) => expect(page.getByRole('textbox', { name: 'Unified record' })).toBeVisible()],
  ['#/package/huggingface/no-such-model', (page) => expect(page.getByRole('alert')).toContainText('no package')],
  ['#/reach', table('Maintainers by reach')],
  ['#/reach/direct', table('Maintainers by reach')],
  ['#/reach/owner', table('Owners by reach')],
  ['#/reach/direct?hub=pytorchhub', (page) => expect(page.getByRole('combobox', { name: 'Hub' })).toHaveValue('pytorchhub')],
  ['#/reach/direct/ada%40example.org', (page) => expect(page.getByRole('img', { name: /^Graph of Ada Example/ })).toBeVisible()],
  ['#/reach/transitive', table('Maintainers by reach')],
  ['#/reach/direct?picture=lineage&node=package%3Ahuggingface%2Fbert-base-uncased%230', (page) => expect(page.getByRole('img', { name: /^Graph of Lineage of bert-base-uncased/ })).toBeVisible()],
  ['#/reach/direct?picture=together', (page) => expect(page.getByRole('img', { name: /^Graph of Who works with whom/ })).toBeVisible()],
  ['#/reach/direct?picture=map', (page) => expect(page.getByRole('heading', { level: 2, name: 'Map' })).toBeVisible()],
  ['#/problems', table('Problems')],
  ['#/problems?hub=huggingface&code=broken-clone', async (page) => {
    await expect(page.getByRole('button', { name: 'Show all' })).toBeVisible();
    await expect.poll(() => rowCount(grid(page, 'Problems'))).toBeGreaterThan(0);
  }],
  ['#/notes', (page) => expect(page.getByRole('heading', { name: 'No notes yet' })).toBeVisible()],
  ['#/export', heading('Export')],
  ['#/export?q=hub%3Amodelhub', (page) => expect(page.getByText('hub:modelhub', { exact: true })).toBeVisible()],
  ['#/no/such/view', (page) => seeOverview(page)],
  ['#/package/%E0%A4%A/%00', (page) => seeOverview(page)],
];

test('every address opens directly', async ({ program }) => {
  await seeOverview(program.page);
  const { origin } = new URL(program.page.url());
  const page = await program.page.context().newPage();
  await program.guard.watch(page);
  for (const [address, seen] of addresses) {
    await test.step(address, async () => {
      // Another document each time: a change of the hash alone would not open anything directly.
      await page.goto('about:blank');
      await page.goto(`${origin}/${address}`);
      await seen(page);
    });
  }
});

test('the address with the key keeps the place that it names', async ({ program }) => {
  const page = await program.page.context().newPage();
  await program.guard.watch(page);
  await page.goto(`${program.kind === 'browser' ? program.served.url : ''}#/models?q=gpt2`);
  await expect(page.getByRole('combobox', { name: 'Search models' })).toHaveValue('gpt2');
  expect(page.url()).not.toContain('token');
});
