import { describe, expect, test } from 'vitest';
import type { CardNode } from './card-node.ts';
import { parsePart } from './parse-part.ts';
import { sliceBlocks } from './slice-blocks.ts';
import { Slugs } from './slugs.ts';
import { splitCard } from './split-card.ts';

/** A tree as markup that a person can read. */
function printed(nodes: readonly CardNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      const attributes = Object.entries(node.attributes).filter(([, value]) => value !== undefined).map(([name, value]) => ` ${name}=${typeof value === 'object' ? Object.values(value).join(':') : value}`);
      return `<${node.tag}${attributes.join('')}>${printed(node.children)}</${node.tag}>`;
    })
    .join('');
}

const parsed = (text: string, folder: string | null = ''): string => printed(parsePart(text, { folder }, new Slugs()).blocks).replaceAll('\n', '');
const written = (nodes: readonly CardNode[]): string => nodes.map((node) => (typeof node === 'string' ? node : written(node.children))).join('');
const count = (nodes: readonly CardNode[]): number => nodes.reduce((sum, node) => sum + 1 + (typeof node === 'string' ? 0 : count(node.children)), 0);
const depth = (nodes: readonly CardNode[]): number => nodes.reduce((most, node) => Math.max(most, typeof node === 'string' ? 0 : 1 + depth(node.children)), 0);

describe('Markdown of a card', () => {
  test('headings stand below those of the page and have names', () => {
    expect(parsed('# Model *card*\n\n## Use\n\n## Use')).toBe('<h2 anchor=model-card>Model <em>card</em></h2><h3 anchor=use>Use</h3><h3 anchor=use-1>Use</h3>');
  });

  test('tables, lists, tasks, struck text and notes', () => {
    expect(parsed('|a|b|\n|:-|-:|\n|1|2|')).toBe('<table><thead><tr><th align=left>a</th><th align=right>b</th></tr></thead><tbody><tr><td align=left>1</td><td align=right>2</td></tr></tbody></table>');
    expect(parsed('3. a\n4. b')).toBe('<ol start=3><li>a</li><li>b</li></ol>');
    expect(parsed('- [x] a\n- [ ] ~~b~~')).toBe('<ul><li>☑ a</li><li>☐ <del>b</del></li></ul>');
    expect(parsed('a[^n]\n\n[^n]: b')).toBe('<p>a<sup><a link=anchor:note-n>1</a></sup></p><div><ol><li anchor=note-n><p>b</p></li></ol></div>');
  });

  test('links lead to the web, into the clone, into the card, or nowhere', () => {
    expect(parsed('[a](https://example.org/x)')).toContain('link=web:https://example.org/x');
    expect(parsed('[a](../docs/b%20c.md#d)', 'cards')).toContain('link=file:docs/b c.md');
    expect(parsed('[a](/LICENSE)', 'cards')).toContain('link=file:LICENSE');
    expect(parsed('[a](#use)')).toContain('link=anchor:use');
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '//host/x', 'file:///etc/passwd', '../../x', 'mailto:a@example.org', 'java&#10;script:x', '\\\\host\\x']) {
      expect(parsed(`<a href="${address}">a</a>`), address).toContain('link=refused:');
    }
    expect(parsed('[a](b.md)', null), 'without a clone').toContain('link=refused:b.md');
  });

  test('mathematics as MathML, and prices as text', () => {
    expect(parsed('$x^2$')).toBe('<p><math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></semantics></math></p>');
    expect(parsed('$$\n\\frac{1}{2}\n$$')).toContain('<mfrac><mn>1</mn><mn>2</mn></mfrac>');
    expect(parsed('from $5 to $10, or $5-$10')).toBe('<p>from $5 to $10, or $5-$10</p>');
    expect(parsed('$\\unknown$')).toBe('<p><formula>\\unknown</formula></p>');
    expect(parsed('$\\href{https://example.org}{x}\\color{red}y$')).not.toMatch(/<a|example|red/);
  });

  test('code with the tokens of a known language', () => {
    expect(parsed('```python\nimport os\n```')).toBe('<pre><code><span token=keyword>import</span> os</code></pre>');
    expect(parsed('```nonsense\nimport os\n```')).toBe('<pre><code>import os</code></pre>');
  });

  test('what hides in text is marked', () => {
    expect(parsed('user\u202Enimda\u202C `a\u200Bb`')).toBe('<p>user<hidden>U+202E</hidden>nimda<hidden>U+202C</hidden> <code>a<hidden>U+200B</hidden>b</code></p>');
    expect(parsed('\u2066\u2066\u2066')).toBe('<p><hidden>U+2066 ×3</hidden></p>');
    expect(parsed('👩\u200D💻 क्\u200Dष'), 'joiners are part of scripts').toBe('<p>👩\u200D💻 क्\u200Dष</p>');
  });
});

describe('HTML of a card', () => {
  test('elements of text stay, around Markdown too', () => {
    expect(parsed('<div align="center">\n\n# A\n\n<img src="a.png" width=40 alt="b">\n</div>\n\nc')).toBe('<div align=center><h2 anchor=a>A</h2><img source=a.png text=b width=40></img></div><p>c</p>');
    expect(parsed('<details open><summary>s</summary>\n\n- a\n\n</details>')).toBe('<details open=true><summary>s</summary><ul><li>a</li></ul></details>');
    expect(parsed('<table><tr><td>1<td colspan=2>2<tr><td>3</table>')).toBe('<table><tr><td>1</td><td columns=2>2</td></tr><tr><td>3</td></tr></table>');
    expect(parsed('a <b>b</b> H<sub>2</sub>O &lt;c&gt;')).toBe('<p>a <b>b</b> H<sub>2</sub>O <c></p>');
  });

  test('no tag reaches out of the element of Markdown that it stands in', () => {
    expect(parsed('> <div>\n\n- </blockquote></div><b>a\n\nc')).toBe('<blockquote><div></div></blockquote><ul><li><b>a</b></li></ul><p>c</p>');
  });

  test('names that HTML does not know are text', () => {
    expect(parsed('Replace <mask> and <unk_1>.')).toBe('<p>Replace <mask> and <unk_1>.</p>');
  });

  test.each([
    ['script', '<script>alert(1)</script>a', 'a'],
    ['script without an end', 'b\n\n<script>alert(1)', '<p>b</p>'],
    ['style with a comment in it', '<style><!--</style><img src=x onerror=y>--></style>a', '<img source=x text=></img>-->a'],
    ['drawing', '<svg onload=x><a href="javascript:x"><text>t</text></a></svg>a', '<p>a</p>'],
    ['mathematics with HTML in it', '<math><mtext><table><mglyph><style><img src=x></style></mglyph></table></mtext></math>a', '<p>a</p>'],
    ['handlers, styles and classes', '<p onclick=x style="position:fixed" class="y" id="main">a</p>', '<p anchor=main>a</p>'],
    ['frames and forms', '<iframe srcdoc="<b>x</b>"></iframe><form action=x><input value=y><select><option>z</select></form>a', '<div></div>a'],
    ['a tag that never ends', 'a <b title="', '<p>a <b title="</p>'],
  ])('%s', (_name, html, expected) => {
    expect(parsed(html).replace('<p></p>', '')).toBe(expected);
  });
});

/** What strangers may write to take time and memory; each is one part. */
const bombs: Readonly<Record<string, string>> = {
  'a million brackets, in part': '['.repeat(24_000),
  'nested quotes': '>'.repeat(24_000),
  'nested lists': '- '.repeat(12_000),
  'nested numbers': '1. '.repeat(8000),
  'list by indentation': Array.from({ length: 200 }, (_, at) => `${' '.repeat(at)}- a`).join('\n'),
  'deep HTML': '<div>'.repeat(4800),
  'elements left open, repeated for each paragraph': `${Array.from({ length: 1200 }, (_, at) => `<b id=${at}>`).join('')}${'<p>x'.repeat(3000)}`,
  'a rule that asks for cells': `${'|a'.repeat(3000)}\n${'|-'.repeat(3000)}\n${'|\n'.repeat(6000)}`,
  'macros that double': `$${'\\def\\a{xx}'}${Array.from({ length: 20 }, (_, at) => `\\def\\${String.fromCharCode(98 + at)}{\\${String.fromCharCode(97 + at)}\\${String.fromCharCode(97 + at)}}`).join('')}\\u$`,
  'a macro that calls itself': '$\\def\\a{\\a\\a}\\a$',
  'groups of TeX': `$${'{'.repeat(1400)}x${'}'.repeat(1400)}$`,
  'roots of TeX': `$${'\\sqrt{'.repeat(400)}x${'}'.repeat(400)}$`,
  'marks of direction': 'a\u202E'.repeat(12_000),
  'entities': '&amp;'.repeat(4800),
  'attributes without an end': `<a ${'x="" '.repeat(4000)}`,
  'comments without an end': '<!-- '.repeat(4800),
};

describe('hostile cards', () => {
  test.each(Object.entries(bombs))('%s', (_name, text) => {
    const { blocks } = parsePart(text, { folder: '' }, new Slugs());
    expect(count(blocks)).toBeLessThan(30_000);
    // Formulas have depths of their own inside.
    expect(depth(blocks)).toBeLessThan(115);
  });

  test('what is left out of the tree is still text', () => {
    expect(written(parsePart('> '.repeat(30) + 'end', { folder: '' }, new Slugs()).blocks)).toContain('end');
    expect(written(parsePart('<div>'.repeat(3000) + 'end', { folder: '' }, new Slugs()).blocks)).toContain('end');
    expect(written(parsePart('*a* '.repeat(6000) + 'end', { folder: '' }, new Slugs()).blocks)).toContain('end');
  });
});

describe('parts of a card', () => {
  const section = (at: number): string => `## Part ${at}\n\n${'Some *words* on it. '.repeat(60)}\n\n`;
  const long = Array.from({ length: 60 }, (_, at) => section(at)).join('');

  test('are cut before headings, and nothing is lost between them', () => {
    const parts = splitCard(long);
    expect(parts.map(({ from, to }) => long.slice(from, to)).join('')).toBe(long);
    expect(parts.length).toBeGreaterThan(5);
    for (const part of parts) expect(part.text.startsWith('## Part ')).toBe(true);
  });

  test('a short card is one part', () => {
    expect(splitCard(section(1))).toHaveLength(1);
    expect(splitCard('')).toEqual([]);
  });

  test.each(['['.repeat(1_000_000), '😀'.repeat(100_000), 'a\n'.repeat(200_000), '\n'.repeat(100_000)])('no part is long, nor ends within a character: %#', (card) => {
    const parts = splitCard(card);
    expect(parts.map(({ from, to }) => card.slice(from, to)).join('')).toBe(card);
    for (const { text } of parts) {
      expect(text.length).toBeLessThan(32_000);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  test('code, tables and elements of HTML go on in the next part', () => {
    const code = splitCard(`\`\`\`python\n${'import os\n'.repeat(5000)}\`\`\`\nend`);
    expect(code.length).toBeGreaterThan(1);
    expect(code[1]?.text.startsWith('```python\nimport os')).toBe(true);
    const table = splitCard(`|name|value|\n|-|-|\n${'|one|two|\n'.repeat(5000)}`);
    expect(table[1]?.text.startsWith('|name|value|\n|-|-|\n|one|two|\n')).toBe(true);
    const html = `<details>\n\n${section(0).repeat(9)}\n</details>\n\n${section(1).repeat(9)}`;
    expect(splitCard(html)[0]?.text).toContain('</details>');
  });

  test('links are defined wherever the card does it', () => {
    const [first] = splitCard(`See [the paper][1].\n\n${long}\n[1]: https://example.org/paper\n`);
    expect(printed(parsePart(first?.text ?? '', { folder: '' }, new Slugs()).blocks)).toContain('link=web:https://example.org/paper');
  });
});

describe('slices of a part', () => {
  test('hold few nodes each, and all text', () => {
    const { blocks } = parsePart(`${'a *b* '.repeat(900)}\n\n${'- a\n'.repeat(900)}\n\nx\n\n${'1. a\n'.repeat(900)}\n\n|h|i|\n|-|-|\n${'|a|b|\n'.repeat(900)}`, { folder: '' }, new Slugs());
    const slices = sliceBlocks(blocks);
    for (const slice of slices) expect(count(slice)).toBeLessThan(400);
    const text = slices.map(written).join('');
    for (const [piece, times] of [['a b ', 900], ['h', slices.filter((slice) => printed(slice).includes('<table>')).length]] as const) expect(text.split(piece).length - 1).toBeGreaterThanOrEqual(times - 1);
    const starts = [...slices.map(printed).join('').matchAll(/<ol(?: start=(\d+))?>/g)].map(([, start]) => Number(start ?? 1));
    expect(starts.length).toBeGreaterThan(1);
    expect(starts).toEqual([...starts].sort((left, right) => left - right));
  });
});
