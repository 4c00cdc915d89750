import { expect, test } from './support/fixtures.ts';

test('opens with its title and keeps to its policy', async ({ program }) => {
  await expect(program.page).toHaveTitle(/PTMTorrent Explorer/);
  await expect(program.page.locator('body')).not.toBeEmpty();
});
