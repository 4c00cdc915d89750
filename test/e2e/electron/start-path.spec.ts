import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { seeOverview } from '../support/window.ts';

test('a wrong path given at the start is named, and the last mirror is shown', async ({ start, folder }) => {
  const missing = join(folder, 'not-there');
  const { page } = await start([missing]);
  // Where the view has its error and where toasts are: one of them is enough.
  await expect(page.getByText(`${missing} does not exist.`).first()).toBeVisible();
  await seeOverview(page);
});
