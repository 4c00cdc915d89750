import { expect, test } from './support/fixtures.ts';
import { goToAddress, grid, openPart, rowsOf, seeOverview } from './support/window.ts';

const bert = '#/package/huggingface/bert-base-uncased';

test.beforeEach(({ program }) => seeOverview(program.page));

test('the history by keyboard: a merge, its files, its parent, and back', async ({ program: { page } }) => {
  await goToAddress(page, `${bert}/history`);
  const commits = grid(page, 'Commits');
  await expect(rowsOf(commits)).toHaveCount(12);
  await expect(commits.getByRole('img', { name: 'HEAD, tip in lane 1' })).toBeVisible();
  await commits.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Commit' });
  await expect(panel.getByRole('heading', { name: "Merge branch 'card'" })).toBeVisible();
  await expect(panel.getByRole('region', { name: 'Files changed' }).getByRole('listitem')).toHaveText([/^A.*README\.md/s, /^A.*assets\/masking\.png/s]);
  await expect(page).toHaveURL(/history\?commit=[0-9a-f]{40}$/);
  // While a commit is open, the cursor opens the next one.
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('heading', { name: 'Name the training data' })).toBeVisible();
  await expect(panel).toContainText('Co-authored-by: Chandra Specimen');
  await panel.getByRole('link', { name: /^[0-9a-f]{10}$/ }).click();
  await expect(panel.getByRole('heading', { name: 'Update config.json' })).toBeVisible();
  await expect(commits.locator('[data-cursor]')).toContainText('Update config.json');
  await expect(panel.getByRole('link', { name: 'Files at this commit' })).toHaveAttribute('href', /\/files\?commit=[0-9a-f]{40}$/);
  await panel.getByRole('button', { name: 'Close the commit' }).click();
  await expect(panel).toHaveCount(0);
  await page.goBack();
  await panel.getByRole('link', { name: 'Files at this commit' }).click();
  // The card came later.
  await expect(grid(page, 'Files').getByText('config.json', { exact: true })).toBeVisible();
  await expect(grid(page, 'Files').getByText('README.md')).toHaveCount(0);
});

test('a link to a commit opens it at its row; a search finds commits without a graph', async ({ program: { page } }) => {
  await goToAddress(page, bert);
  await openPart(page, 'History');
  const commits = grid(page, 'Commits');
  await commits.getByText('Add the vocabulary').click();
  await expect(page).toHaveURL(/commit=/);
  const address = new URL(page.url()).hash;
  await goToAddress(page, bert);
  await goToAddress(page, address);
  await expect(commits.locator('[data-cursor]')).toContainText('Add the vocabulary');
  await page.getByRole('textbox', { name: 'Find in messages, people and names' }).fill('chandra@');
  await expect(page.getByText('3 commits found')).toBeVisible();
  await expect(rowsOf(commits)).toHaveCount(3);
  await expect(commits.getByRole('img')).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Find in messages, people and names' }).fill('nobody at all');
  await expect(page.getByRole('heading', { name: 'No commit mentions it' })).toBeVisible();
});

test('the summary tells who wrote how much, when, and which files change most', async ({ program: { page } }) => {
  await goToAddress(page, `${bert}/history`);
  await page.getByRole('button', { name: 'Summary' }).click();
  await expect(page.getByText('the fewest authors who together wrote more than half')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Commits by month from 2020-01 to 2022-11; most in 2020-03: 4$/ })).toBeVisible();
  await page.getByText('As a table').click();
  await expect(page.getByRole('row', { name: '2020-03 4' })).toBeVisible();
  const people = page.getByRole('region', { name: 'Who wrote how much' });
  await expect(people.getByRole('row').nth(1)).toContainText('ada@example.org');
  await page.getByRole('button', { name: 'Count changes by file' }).click();
  const files = page.getByRole('region', { name: 'Files that change most' });
  await expect(files).toContainText('12 commits, 2 merges left out.');
  await expect(files.getByRole('row').nth(1)).toContainText('config.json');
  await page.getByRole('link', { name: '13 Jan 2020' }).click();
  await expect(page.getByRole('complementary', { name: 'Commit' }).getByRole('heading', { name: 'Add weights and configuration' })).toBeVisible();
  await people.waitFor({ state: 'detached' });
});
