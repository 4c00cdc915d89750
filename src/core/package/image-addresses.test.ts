import { describe, expect, it } from 'vitest';
import { imageAddresses } from './image-addresses.ts';

describe('the images that a card names', () => {
  it.each([
    ['inline', '![a](x.png) and ![](y/z.jpg "Title")', ['x.png', 'y/z.jpg']],
    ['in a link', '[![badge](badge.png)](https://example.org)', ['badge.png']],
    ['brackets in the text', '![a [b] c](x.png)', ['x.png']],
    ['pointed brackets', '![a](<my chart (1).png>)', ['my chart (1).png']],
    ['parentheses', '![a](chart(1).png)', ['chart(1).png']],
    ['escapes and entities', '![a](chart\\(1.png) ![b](a.png?x=1&amp;y=2)', ['chart(1.png', 'a.png?x=1&y=2']],
    ['by label', '![Chart][c1] ![c 2][] ![c3]\n\n[C1]: one.png\n[c 2]: <two two.png> "t"\n[c3]: three.png\n[c4]: four.png', ['one.png', 'two two.png', 'three.png']],
    ['HTML', '<p><img alt="a > b" width=10 src="a.png"><IMG SRC=\'b.png\'/><img src=c.png></p>', ['a.png', 'b.png', 'c.png']],
    ['HTML over lines', '<img\n  data-src="no.png"\n  src="yes.png"\n>', ['yes.png']],
    ['each once', '![a](x.png)![b](x.png)<img src="x.png">', ['x.png']],
    ['no links', '[a](x.png) \\![a](y.png) <image src="z.png">', []],
    ['nothing unfinished', '![a](x.png', []],
    ['nothing over a blank line', '![a\n\n](x.png)', []],
  ])('finds %s', (_label, markdown, expected) => {
    expect(imageAddresses(markdown)).toEqual(expected);
  });

  it.each(['![', '[', '![](', '](', '![]()', '<img', '<img ', '<img src=', '![x][', '[x]: <', '![a](<', '\\', '![](a(', '![]\n', '<img x="', '[ab]: a\n', ' '])('reads 2 MB of %j in time that grows with the length', (part) => {
    const card = part.repeat((2 << 20) / part.length);
    const begin = performance.now();
    expect(imageAddresses(card).length).toBeLessThanOrEqual(200);
    // Far above what it takes; a quadratic reading takes hours.
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
