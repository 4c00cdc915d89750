/** A tag or a text of HTML. Comments, declarations, and what scripts and styles hold, are none. */
export type HtmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly source: string }
  | { readonly kind: 'close'; readonly name: string; readonly source: string }
  | { readonly kind: 'text'; readonly text: string };

/** Their content is no HTML: nothing in it opens or closes anything. */
const rawTextNames: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title', 'iframe', 'noscript', 'noembed', 'noframes', 'xmp', 'template']);
const maxAttributes = 30;
const maxValueLength = 4_000;

/**
 * Reads HTML in time linear in its length. It need not agree with a browser on what a tag is: the page is never given HTML, only
 * elements of known names that are made one by one, so that a tag read otherwise is a flaw of layout and no way in.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start < 0) break;
    if (start > at) yield { kind: 'text', text: decodeEntities(html.slice(at, start)) };
    const token = tokenAt(html, start);
    if (token === null) {
      yield { kind: 'text', text: '<' };
      at = start + 1;
      continue;
    }
    at = token.end;
    if (token.tag === null) continue;
    yield token.tag;
    if (token.tag.kind === 'open' && rawTextNames.has(token.tag.name)) at = endOfRawText(html, at, token.tag.name);
  }
  if (at < html.length) yield { kind: 'text', text: decodeEntities(html.slice(at)) };
}

/** The tag at `<`; `tag` is null for what is skipped; null where it is only a character. */
function tokenAt(html: string, start: number): { readonly tag: HtmlToken | null; readonly end: number } | null {
  if (html.startsWith('<!--', start)) return { tag: null, end: after(html, '-->', start + 4) };
  if (html.startsWith('<![CDATA[', start)) return { tag: null, end: after(html, ']]>', start + 9) };
  if (html[start + 1] === '!' || html[start + 1] === '?') return { tag: null, end: after(html, '>', start + 2) };
  tagStart.lastIndex = start;
  const [head, slash, name = ''] = tagStart.exec(html) ?? [];
  if (head === undefined) return null;
  const lower = name.toLowerCase();
  const { attributes, end } = attributesAt(html, start + head.length);
  const source = html.slice(start, end);
  return { tag: slash === '/' ? { kind: 'close', name: lower, source } : { kind: 'open', name: lower, attributes, source }, end };
}

const tagStart = /<(\/?)([a-z][a-z0-9:-]{0,40})(?=[\s/>]|$)/iy;
const attribute = /[\s/]*([^\s=>/"'<]{1,100})(?:\s{0,50}=\s{0,50}(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?|[\s/]*["'=<]/y;

function attributesAt(html: string, from: number): { readonly attributes: ReadonlyMap<string, string>; readonly end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    attribute.lastIndex = at;
    const match = attribute.exec(html);
    if (match === null) break;
    at = attribute.lastIndex;
    const [, name, double, single, bare] = match;
    if (name === undefined || attributes.size >= maxAttributes) continue;
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities((double ?? single ?? bare ?? '').slice(0, maxValueLength)));
  }
  return { attributes, end: after(html, '>', at) };
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function endOfRawText(html: string, from: number, name: string): number {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', copy: '©', reg: '®', trade: '™', hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•',
  middot: '·', times: '×', rarr: '→', larr: '←', uarr: '↑', darr: '↓', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009', deg: '°', plusmn: '±', micro: 'µ', le: '≤', ge: '≥', ne: '≠', laquo: '«', raquo: '»', check: '✓',
};

/** Entities of HTML that cards use; others stay as written. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
