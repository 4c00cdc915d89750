import { brightnessOf, pageOverflow, severeViolations } from '../a11y/audit.ts';
import { views } from '../a11y/views.ts';
import { expect, test } from './support/fixtures.ts';
import { resize, seeOverview } from './support/window.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no view has a serious violation of accessibility rules, ${colorScheme}`, async ({ program }) => {
    test.slow();
    const { page } = program;
    // Nothing half-way through a transition, whose colours are nobody's.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await seeOverview(page);
    expect(await brightnessOf(page))[colorScheme === 'light' ? 'toBeGreaterThan' : 'toBeLessThan'](128);
    const found: string[] = [];
    for (const { name, show } of views) {
      await test.step(name, async () => {
        await show(page);
        for (const violation of await severeViolations(page)) found.push(`${name}: ${violation}`);
      });
    }
    expect(found).toEqual([]);
  });
}

test('no view is wider than a window of 1024 by 700', async ({ program }) => {
  const { page } = program;
  await resize(program, 1024, 700);
  await seeOverview(page);
  const found: string[] = [];
  for (const { name, show } of views) {
    await test.step(name, async () => {
      await show(page);
      const overflow = await pageOverflow(page);
      if (overflow > 0) found.push(`${name}: ${overflow} px too wide`);
    });
  }
  expect(found).toEqual([]);
});

test('the audit sees faults that are there', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await page.evaluate(() => {
    const button = document.createElement('button');
    const pale = document.createElement('p');
    pale.textContent = 'Hardly to be read';
    pale.style.color = '#eee';
    pale.style.background = '#fff';
    document.querySelector('h1')?.after(button, pale);
  });
  const rules = (await severeViolations(page)).map((violation) => violation.split(':')[0]);
  expect(rules.sort()).toEqual(['button-name', 'color-contrast']);
});
