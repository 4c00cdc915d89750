import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { severeViolations } from '../a11y/audit.ts';
import { projectFolder } from '../unit/support/engine.ts';
import { prepareSampleMirror } from '../../src/core/mirror/index.ts';
import { pack } from '../../src/core/subset/testing.ts';
import { expect, test } from './support/fixtures.ts';
import { seeOverview } from './support/window.ts';

test('what an archive holds is told, its clones are known, and unpacking brings their commits into reach', async ({ start, folder }) => {
  const archives = join(folder, 'archives');
  await mkdir(archives);
  prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), join(folder, 'sample'));
  await pack(join(folder, 'sample'), join(archives, 'sample.tar.gz'));
  const { page } = await start();
  // Nothing half-way through a transition, whose colours are nobody's.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });

  await seeOverview(page);
  await page.getByRole('button', { name: 'Open your mirror…' }).first().click();
  const opening = page.getByRole('dialog', { name: 'Open your mirror' });
  await opening.getByRole('textbox').fill(archives);
  await expect(opening.getByRole('region', { name: 'Found here' })).toContainText(/archive, [\d.]+ [kM]B; its contents are known after indexing/);
  await opening.getByRole('button', { name: 'Open', exact: true }).click();
  await seeOverview(page, 'archives');
  const row = page.getByRole('row', { name: /Hugging Face sample\.tar\.gz/ });
  await expect(row).toBeVisible();
  expect(await severeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: /\d+ in an archive/ }).first().click();
  await page.getByRole('link', { name: 'bert-base-uncased', exact: true }).first().click();
  await expect(page.getByText('Clone in an archive').first()).toBeVisible();
  await expect(page.getByText('Its commits lie inside the archive sample.tar.gz; unpack it to read them.').first()).toBeVisible();

  await page.getByRole('button', { name: 'Unpack Hugging Face…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Unpack Hugging Face' });
  const unpack = dialog.getByRole('button', { name: 'Unpack', exact: true });
  await expect(dialog.getByText(/\d+ clones · .* unpacked/)).toBeVisible();
  await dialog.getByRole('textbox').fill(join(archives, 'inside'));
  await expect(dialog.getByRole('status').filter({ hasText: 'lies inside the mirror' })).toBeVisible();
  await expect(unpack).toBeDisabled();
  expect(await severeViolations(page)).toEqual([]);
  const target = join(folder, 'unpacked');
  await dialog.getByRole('textbox').fill(target);
  await unpack.click();
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('link', { name: 'Overview' }).first().click();
  await seeOverview(page, 'unpacked');
  expect(await readdir(join(target, 'data'))).toEqual(['huggingface']);
  await expect(page.getByRole('row', { name: /Hugging Face/ }).first()).not.toContainText('in an archive');
});
