import type { WeightDetail, Weights } from '../../src/shared/contract/index.ts';
import { askCommand } from './support/command-line.ts';
import { expect, test } from './support/fixtures.ts';
import { goTo, goToAddress, grid, openPackage, openPart, rowCount, rowsOf, seeOverview } from './support/window.ts';

test('weights tell what headers say, and which content is not here', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Models');
  await page.getByRole('combobox', { name: 'Search models' }).fill('bert-base-uncased');
  await openPackage(page, 'bert-base-uncased');
  await openPart(page, 'Weights');
  const weights = (await askCommand(['show', 'huggingface/bert-base-uncased', '--tab', 'weights'], program.dataDir)) as Weights;
  const files = grid(page, 'Weight files');
  await expect(rowsOf(files)).toHaveCount(weights.files.length);
  await expect(rowsOf(files).filter({ hasText: 'pytorch_model.bin' })).toContainText('Content not here');
  await expect(page.getByRole('region', { name: 'Summary of weights' })).toContainText(`F32 ${weights.summary.sets[0]?.parameters}`);

  // By keys alone: the file, then its tensors.
  await files.focus();
  await page.keyboard.press('Home');
  const chosen = page.getByRole('region', { name: 'Chosen file' });
  await expect(chosen.getByRole('heading', { name: 'model.safetensors' })).toBeVisible();
  await chosen.getByRole('button', { name: /^Tensors/ }).press('Enter');
  await expect.poll(() => rowCount(grid(page, 'Tensors'))).toBe(weights.files[0]?.tensors);
  await files.focus();
  await page.keyboard.press('ArrowDown');
  await expect(chosen.getByRole('heading', { name: 'pytorch_model.bin' })).toBeVisible();
  await expect(chosen).toContainText('the file is a Git LFS pointer');
});

test('a pickle’s imports and calls are listed with their places', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goToAddress(page, '#/package/pytorchhub/Silero%20Text-To-Speech%20Models/weights');
  const detail = (await askCommand(['show', 'pytorchhub/Silero Text-To-Speech Models', '--tab', 'weights', '--path', 'speakers.pkl'], program.dataDir)) as WeightDetail;
  await expect(rowsOf(grid(page, 'Weight files')).filter({ hasText: 'speakers.pkl' })).toContainText('Only known imports');
  await page.getByRole('button', { name: /^Imports/ }).click();
  const row = rowsOf(grid(page, 'Imports')).first();
  await expect(row).toContainText(detail.code?.imports.rows[0]?.name ?? '');
  await expect(row).toContainText('known');
  await page.getByRole('button', { name: /^Calls/ }).click();
  await expect(rowsOf(grid(page, 'Calls')).first()).toContainText('REDUCE');
});

test('the number keys lead to weights, and a package without any says so', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goToAddress(page, '#/package/modelzoo/Mask%20R-CNN/weights');
  await expect(page.getByRole('heading', { name: 'No weight files' })).toBeVisible();
  await expect(page.getByText('No file at HEAD has the name of a weight file.')).toBeVisible();
  await goToAddress(page, '#/package/huggingface/bert-base-uncased');
  await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible();
  await page.keyboard.press('4');
  await expect(grid(page, 'Weight files')).toBeVisible();
});
