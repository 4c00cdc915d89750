import type { Locator, Page } from '@playwright/test';
import { lfsPointer, pngImage, richCard, writeContentMirror } from '../fixtures/content-mirror.ts';
import { bombCards } from '../fixtures/hostile-cards.ts';
import { expect, test, type Program, type StartProgram } from './support/fixtures.ts';
import { goToAddress, grid, openPart, resize } from './support/window.ts';

async function open(start: StartProgram, mirror: string, packages: number): Promise<Program> {
  const program = await start([mirror]);
  await expect(program.page.getByRole('button', { name: new RegExp(`^Mirror: (?!Sample mirror).*, ${packages} packages?$`) })).toBeVisible();
  return program;
}

const cardOf = (page: Page): Locator => page.getByRole('article', { name: 'Model card' });
const whole = (page: Page): Promise<void> => expect(cardOf(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });

const files = {
  'README.md': richCard, LICENSE: 'Apache License\n', 'docs/overview.png': pngImage(60, 20), 'docs/report.md': '# Report\n', 'config.json': '{"layers":[1,2],"tied":true}',
  'results.csv': 'task,value\nMNLI,"=1+1"\n', 'weights.bin': lfsPointer('w', 438_000_000), 'data.bin': Buffer.from('\x80\x02}q\0.', 'latin1'), 'script.py': 'user = "x"\u202E # admin\n', 'broken.png': pngImage(60, 20).subarray(0, 60),
};

test('a model card is laid out with all that people write in one', async ({ start, folder }) => {
  const { page } = await open(start, writeContentMirror(folder, [{ name: 'org/example', commits: [{ message: 'All', files }] }]), 1);
  await goToAddress(page, '#/package/huggingface/org%2Fexample/card');
  await whole(page);
  const card = cardOf(page);
  await expect(page.getByRole('row', { name: 'license apache-2.0' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'model-index 1 model, 1 result, 2 metrics' })).toBeVisible();
  await expect(card.getByRole('img', { name: 'Overview of the architecture' })).toHaveAttribute('src', /^data:image\/png;base64,/);
  await expect(card.getByText('https://example.org/loss.png')).toBeVisible();
  await expect(card.locator('math')).toHaveCount(4);
  await expect(card.locator('[data-token="keyword"]').first()).toHaveText('from');
  await expect(card.getByText('$500 to $700')).toBeVisible();
  await expect(card.getByText('U+202E')).toBeVisible();
  await expect(card.getByText('what is not here')).not.toHaveRole('link');

  await card.getByRole('button', { name: 'Evaluation' }).click();
  await expect(card.getByRole('heading', { name: 'Evaluation' })).toBeFocused();
  await expect(card.getByRole('heading', { name: 'Evaluation' })).toBeInViewport();
  await card.getByRole('link', { name: 'the report' }).click();
  await expect(page.getByRole('region', { name: 'File docs/report.md' }).getByText('# Report')).toBeVisible();
  await expect(grid(page, 'Files').getByRole('link', { name: 'report.md' })).toBeVisible();
});

test('the headings of a long card are listed beside it where there is room', async ({ start, folder }) => {
  const program = await open(start, writeContentMirror(folder, [{ name: 'org/example', commits: [{ message: 'All', files }] }]), 1);
  const { page } = program;
  await resize(program, 1440, 900);
  await goToAddress(page, '#/package/huggingface/org%2Fexample/card');
  await whole(page);
  const outline = page.getByRole('navigation', { name: 'Headings of the card' });
  await outline.getByRole('button', { name: 'Citation' }).click();
  await expect(cardOf(page).getByRole('heading', { name: 'Citation' })).toBeInViewport();
  await resize(program, 1024, 700);
  await expect(outline).toBeHidden();
});

test('cards written to take time and memory are shown, and the page stays alive', async ({ start, folder }) => {
  test.setTimeout(240_000);
  const cards = Object.entries(bombCards());
  const { page } = await open(start, writeContentMirror(folder, cards.map(([name, card]) => ({ name: `evil/${name}`, commits: [{ message: 'Card', files: { 'README.md': card } }] }))), cards.length);
  for (const [name] of cards) {
    await goToAddress(page, `#/package/huggingface/evil%2F${name}/card`);
    await expect(page.getByRole('heading', { level: 1, name: `evil/${name}` })).toBeVisible();
    await expect(cardOf(page).locator('> *').first(), name).toBeAttached({ timeout: 60_000 });
    // Something else of the page answers while the rest is laid out.
    await openPart(page, 'Raw record');
    await expect(page.getByRole('textbox', { name: 'Unified record' }), name).toBeVisible();
  }
  await goToAddress(page, '#/package/huggingface/evil%2Femphasis/card');
  await expect(page.getByText('This part has too much in it to be laid out.'), 'a parser that takes too long is ended').toBeVisible({ timeout: 60_000 });
  await goToAddress(page, '#/package/huggingface/evil%2Fquotes-50-mb/card');
  await expect(page.getByText(/^Cut: the first 6\.3 MB are laid out$/)).toBeVisible({ timeout: 30_000 });
});

test('files are looked at beside the tree, each as what it is', async ({ start, folder }) => {
  const commits = [{ message: 'First', files: { 'README.md': '# First\n', 'old.txt': 'as it was' } }, { message: 'All', files }];
  const { page } = await open(start, writeContentMirror(folder, [{ name: 'org/example', commits, tags: { 'v1.0': 0 } }]), 1);
  await goToAddress(page, '#/package/huggingface/org%2Fexample/files');
  const table = grid(page, 'Files');
  const file = (path: string): Locator => page.getByRole('region', { name: `File ${path}` });

  await table.getByRole('link', { name: 'config.json' }).click();
  await expect(file('config.json').getByText('"layers": [')).toBeVisible();
  await file('config.json').getByRole('button', { name: 'Fold line 2' }).click();
  await expect(file('config.json').getByText('… 2 lines')).toBeVisible();
  await file('config.json').getByRole('button', { name: 'As written' }).click();
  await expect(file('config.json').getByText('{"layers":[1,2],"tied":true}')).toBeVisible();

  await table.getByRole('link', { name: 'results.csv' }).click();
  await expect(grid(page, 'Content of results.csv').getByText('=1+1')).toBeVisible();
  await table.getByRole('link', { name: 'overview.png' }).click();
  await expect(file('docs/overview.png').getByRole('img', { name: 'docs/overview.png' })).toBeVisible();
  await table.getByRole('link', { name: 'broken.png' }).click();
  await expect(file('broken.png').getByText('60 × 20 pixels')).toBeVisible();
  await table.getByRole('link', { name: 'weights.bin' }).click();
  await expect(file('weights.bin').getByText('LFS pointer only')).toBeVisible();
  await table.getByRole('link', { name: 'data.bin' }).click();
  await expect(file('data.bin').getByText('Python pickle')).toBeVisible();
  await expect(file('data.bin').getByText('80 02 7d 71 00 2e')).toBeVisible();
  await table.getByRole('link', { name: 'script.py' }).click();
  await expect(file('script.py').getByText('U+202E')).toBeVisible();

  // The address names the file: back leads to the one before.
  await page.goBack();
  await expect(file('data.bin')).toBeVisible();
  await file('data.bin').getByRole('button', { name: 'Close the file' }).click();
  await expect(file('data.bin')).toBeHidden();

  await page.getByRole('button', { name: 'Commit: HEAD' }).click();
  await page.getByRole('menuitemradio', { name: 'v1.0' }).click();
  await expect(table.getByRole('link', { name: 'old.txt' })).toBeVisible();
  await table.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(file('old.txt').getByText('as it was')).toBeVisible();
  await goToAddress(page, '#/package/huggingface/org%2Fexample/files?commit=nothing');
  await expect(page.getByText('There is no nothing to show.')).toBeVisible();
  await page.getByRole('button', { name: 'Show the files at HEAD' }).click();
  await expect(table.getByRole('link', { name: 'script.py' })).toBeVisible();
});
