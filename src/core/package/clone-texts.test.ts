import { describe, expect, test } from 'vitest';
import { cloneTextsOfBytes } from './clone-texts.ts';
import { maxFrontMatterLength } from './front-matter.ts';

const card = '---\r\nlicense: mit\r\nauthor: café\r\n---\r\n# Text\r\n';

describe('the front matter of a README', () => {
  test.each([
    ['UTF-8', Buffer.from(card)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${card}`)],
    ['UTF-16', Buffer.from(`\uFEFF${card}`, 'utf16le')],
    ['Windows-1252', Buffer.from(card, 'latin1')],
  ])('is read in %s', (_encoding, bytes) => {
    expect(cloneTextsOfBytes(bytes, [])).toEqual({ card: '# Text\r\n', facts: { license: 'mit', author: 'café' }, damage: null, evaluations: [] });
  });

  test.each([
    ['a quote that does not end', '---\nlicense: mit\ntags: "a\n---\ntext', 'Line 2: Missing closing "quote'],
    ['a tab for indentation', '---\nlicense: mit\nmodel:\n\tname: x\n---\n', expect.stringMatching(/^Line 3: /)],
    ['nesting without end', `---\nlicense: mit\nx: ${'['.repeat(5000)}\n---\n`, 'It is larger, deeper or repeats itself more than any real one.'],
    ['no end', `---\n${'x: y\n'.repeat(maxFrontMatterLength / 5 + 1)}`, 'It does not end where the longest real ones do.'],
  ])('with %s is told', (_what, text, damage) => {
    expect(cloneTextsOfBytes(Buffer.from(text), [])).toMatchObject({ facts: null, damage });
  });

  test.each([['nothing', '---\n---\ntext'], ['none', '# Text'], ['a rule above a line', '---\nA line.\n---\ntext']])('with %s is nothing to tell of', (_what, text) => {
    expect(cloneTextsOfBytes(Buffer.from(text), [])).toMatchObject({ facts: null, damage: null });
  });
});
