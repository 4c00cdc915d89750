import { expect, test } from '../support/fixtures.ts';

test('the address loses its key, and the page is closed to whoever has none', async ({ program, request }) => {
  const { origin } = new URL(program.page.url());
  expect(program.page.url()).not.toContain('token');
  expect((await request.get(`${origin}/`)).status()).toBe(401);
  const answer = await request.post(`${origin}/api/call/app.info`, { headers: { origin }, data: {} });
  expect(answer.status()).toBe(401);
});
