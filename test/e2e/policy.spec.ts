import { expect, test } from './support/fixtures.ts';

test('script that the page makes from text does not run', async ({ program }) => {
  program.guard.allow(/policy violation|Content Security Policy/);
  const ran = await program.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranInline = true';
    document.head.append(script);
    const link = document.createElement('a');
    link.href = 'javascript:globalThis.ranLink = true';
    document.body.append(link);
    link.click();
    script.remove();
    link.remove();
    return ['ranInline', 'ranLink'].filter((name) => Reflect.has(globalThis, name));
  });
  expect(ran).toEqual([]);
});
