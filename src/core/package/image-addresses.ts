/** What is taken from one card; a real one names fewer than 100 images. */
const maxAddresses = 200;
/** Places looked at. Each may cost `maxAddressLength` steps, so a hostile card costs no more than a few million. */
const maxCandidates = 5000;
const maxTags = 2000;
const maxTagLength = 2000;
const maxAddressLength = 1000;
const maxOpenBrackets = 1000;

/**
 * The addresses of the images that a card names, in Markdown (`![](a.png)`, `![][id]`) or in HTML (`<img src>`), in the order met, without
 * repeats: escapes and `&amp;` are resolved, percent signs left as written. Code blocks are not told apart: what they name is only looked up
 * in vain. Takes time linear in the card.
 */
export function imageAddresses(markdown: string): readonly string[] {
  const found = new Set<string>();
  const add = (address: string | null): void => {
    if (address !== null && address !== '' && found.size < maxAddresses) found.add(address);
  };
  const labels = scanBrackets(markdown, add);
  if (labels.size > 0) for (const [label, address] of definitions(markdown)) if (labels.has(label)) add(address);
  for (const address of tagAddresses(markdown)) add(address);
  return [...found];
}

/** Matches brackets the way Markdown does, hands over inline addresses, and returns the labels of images defined elsewhere. */
function scanBrackets(markdown: string, add: (address: string | null) => void): ReadonlySet<string> {
  const labels = new Set<string>();
  let open: { readonly isImage: boolean; readonly at: number }[] = [];
  let candidates = 0;
  let markAt = -2;
  for (let at = 0; at < markdown.length && candidates < maxCandidates; at += 1) {
    switch (markdown[at]) {
      case '\\':
        at += 1;
        break;
      case '!':
        markAt = at;
        break;
      case '\n':
        // No bracket reaches over a blank line.
        if (markdown[at + 1] === '\n') open = [];
        break;
      case '[':
        if (open.length < maxOpenBrackets) open.push({ isImage: markAt === at - 1, at: at + 1 });
        break;
      case ']': {
        const bracket = open.pop();
        if (bracket?.isImage !== true) break;
        candidates += 1;
        if (markdown[at + 1] === '(') add(destinationAt(markdown, at + 2));
        else labels.add(labelAt(markdown, bracket.at, at));
        break;
      }
      default:
    }
  }
  return labels;
}

/** The address at the start of `(address "title")`, or null where it is cut by a line end or too long. */
function destinationAt(markdown: string, from: number): string | null {
  const rest = markdown.slice(from, from + maxAddressLength + 100).trimStart();
  if (rest.startsWith('<')) {
    const quoted = /^<((?:\\.|[^\\<>\n])*)>/.exec(rest)?.[1];
    return quoted === undefined ? null : unescape(quoted);
  }
  let depth = 0;
  for (let at = 0; at < rest.length; at += 1) {
    const character = rest[at] ?? '';
    if (character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (/\s/.test(character) || (character === ')' && depth === 0)) return unescape(rest.slice(0, at));
    else if (character === ')') depth -= 1;
  }
  return null;
}

/** The label of `![text][label]`, `![label][]` or `![label]`; the closing bracket of the text is at `close`. */
function labelAt(markdown: string, textStart: number, close: number): string {
  const second = markdown[close + 1] === '[' ? markdown.slice(close + 2, close + 2 + maxAddressLength) : '';
  const label = second.slice(0, Math.max(0, second.indexOf(']')));
  return normaliseLabel(label.trim() === '' ? markdown.slice(textStart, Math.min(close, textStart + maxAddressLength)) : label);
}

function normaliseLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Lines of the form `[label]: address`. */
function* definitions(markdown: string): Generator<[label: string, address: string]> {
  for (const [, label = '', quoted, plain = ''] of markdown.matchAll(/^ {0,3}\[([^\]\n]{1,999})\]:[ \t]{0,99}(?:<([^>\n]{1,1000})>|(\S{1,1000}))/gm)) {
    yield [normaliseLabel(label), unescape(quoted ?? plain)];
  }
}

/** The `src` of image tags. */
function* tagAddresses(markdown: string): Generator<string> {
  let tags = 0;
  for (const { index } of markdown.matchAll(/<img(?=[\s/])/gi)) {
    tags += 1;
    if (tags > maxTags) return;
    const source = sourceAttribute(markdown.slice(index + 4, index + maxTagLength));
    if (source !== null) yield source;
  }
}

function sourceAttribute(tag: string): string | null {
  const attribute = /[\s/]*([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y;
  for (let match = attribute.exec(tag); match !== null; match = attribute.exec(tag)) {
    const [, name = '', double, single, bare] = match;
    if (name.toLowerCase() === 'src') return unescapeEntities((double ?? single ?? bare ?? '').trim());
  }
  return null;
}

function unescape(address: string): string {
  return unescapeEntities(address.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}

/** The one entity that addresses hold; an address with others stays as it is and finds no image. */
function unescapeEntities(address: string): string {
  return address.replaceAll('&amp;', '&');
}
