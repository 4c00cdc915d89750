import type { Request } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { goTo, goToAddress, seeOverview } from '../support/window.ts';

test('only facets in sight are counted, without the order of the rows, and none before the rows', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  const asked: string[] = [];
  const hear = (request: Request): void => {
    const [, name] = /packages\.(search|facets|histogram)/.exec(request.url()) ?? [];
    const { fields, field, query } = (request.postDataJSON() ?? {}) as { fields?: readonly string[]; field?: string; query?: string };
    if (name !== undefined) asked.push(`${name} ${fields?.join() ?? field ?? ''} ${query ?? ''}`.replaceAll(/ +/g, ' ').trim());
  };
  page.on('request', hear);
  await goTo(page, 'Models');
  const group = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(group('Hub').getByRole('checkbox').first()).toBeVisible();
  await group('Downloads').getByRole('button', { name: 'Downloads' }).scrollIntoViewIfNeeded();
  await expect(group('Downloads').getByRole('slider').first()).toBeVisible();
  expect(asked.indexOf('search')).toBe(0);
  expect(asked.indexOf('facets hub')).toBeGreaterThan(0);
  expect(asked.findIndex((text) => text === 'histogram downloads')).toBeGreaterThan(asked.indexOf('facets hub'));
  expect(asked.filter((text) => /facets (owner|tag)|histogram likes/.test(text)), 'closed ones').toEqual([]);

  asked.length = 0;
  await goToAddress(page, '#/models?q=license:mit sort:-likes');
  await expect.poll(() => asked).toContain('histogram downloads license:mit');
  expect(asked[0]).toBe('search license:mit sort:-likes');
  expect(asked.filter((text) => text.startsWith('facets hub')), 'scrolled away').toEqual([]);
  asked.length = 0;
  await goToAddress(page, '#/models?q=license:mit sort:name');
  await expect.poll(() => asked).toContain('search license:mit sort:name');
  await expect(page.getByRole('grid', { name: 'Packages' })).not.toHaveAttribute('aria-busy', 'true');
  expect(asked.filter((text) => !text.startsWith('search')), 'another order counts nothing anew').toEqual([]);
});
