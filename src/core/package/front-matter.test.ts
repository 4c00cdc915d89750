import { describe, expect, it } from 'vitest';
import { seed } from '../../../test/fixtures/seed.ts';
import { maxFrontMatterLength, splitFrontMatter } from './front-matter.ts';
import { seededRandom } from './repository/testing-git.ts';


describe('splitting a card', () => {
  it.each([
    ['front matter and text', '---\nlicense: mit\n---\n# Card\n', 'license: mit', '# Card\n'],
    ['three dots at the end', '---\nlicense: mit\n...\ntext', 'license: mit', 'text'],
    ['Windows line ends', '---\r\na: 1\r\nb: 2\r\n---\r\ntext', 'a: 1\r\nb: 2', 'text'],
    ['blanks after the marks', '--- \na: 1\n---\t\ntext', 'a: 1', 'text'],
    ['nothing between the marks', '---\n---\ntext', '', 'text'],
    ['nothing after the marks', '---\na: 1\n---', 'a: 1', ''],
    ['a rule further down', '---\na: 1\n---\ntext\n---\nmore', 'a: 1', 'text\n---\nmore'],
    ['an indented mark inside', '---\na: |\n  ---\n---\ntext', 'a: |\n  ---', 'text'],
    ['four dashes', '----\na: 1\n----\n', null, '----\na: 1\n----\n'],
    ['a blank line first', '\n---\na: 1\n---\n', null, '\n---\na: 1\n---\n'],
    ['no end', '---\na: 1\ntext', null, '---\na: 1\ntext'],
    ['one line only', '---', null, '---'],
    ['nothing', '', null, ''],
  ])('reads %s', (_label, card, frontMatter, text) => {
    expect(splitFrontMatter(card)).toEqual({ frontMatter, text });
  });

  it('takes front matter up to the limit and not beyond', () => {
    const within = `${'x'.repeat(maxFrontMatterLength - 1)}\n`;
    expect(splitFrontMatter(`---\n${within}---\ntext`).text).toBe('text');
    expect(splitFrontMatter(`---\nx${within}---\ntext`).frontMatter).toBeNull();
  });

  it(`agrees with a line by line reading of random cards (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const lines = ['---', '---', '...', '--- ', '----', 'a: 1', '', ' ---', 'text', '..', '---x', '\t...'];
    const ends = ['\n', '\r\n'];
    for (let round = 0; round < 3000; round += 1) {
      const written = Array.from({ length: random(8) }, () => `${lines[random(lines.length)] ?? ''}${ends[random(ends.length)] ?? ''}`);
      const card = written.join('') + (lines[random(lines.length)] ?? '');
      expect(splitFrontMatter(card), JSON.stringify(card)).toEqual(splitByLines(card));
    }
  });
});

/** The rule written a second time, over whole lines. */
function splitByLines(card: string): { frontMatter: string | null; text: string } {
  const lines = card.split('\n').map((line, index, all) => (index < all.length - 1 ? `${line}\n` : line));
  const end = lines.findIndex((line, index) => index > 0 && ['---', '...'].includes(line.trimEnd()));
  if (lines[0]?.trimEnd() !== '---' || end < 0) return { frontMatter: null, text: card };
  return { frontMatter: lines.slice(1, end).join('').replace(/\r?\n$/, ''), text: lines.slice(end + 1).join('') };
}
