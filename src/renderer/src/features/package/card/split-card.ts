/**
 * Sizes of the parts that a card is parsed in, in characters. Markdown takes time by the square of its length where somebody wants it to
 * (1 s for 32 kB of "a**b", 34 s of "1. "), so that no part may be long; headings are the best place to cut, and blank lines the next best.
 */
const sizes = { atHeading: 8_000, atBlank: 14_000, atLine: 20_000, hard: 24_000 } as const;
const maxDefinitions = 2000;
const maxDefinitionLength = 1000;
/** What the definitions used in one part may add to it. */
const maxDefinitionsLength = 8_000;

export interface CardPart {
  /** As it is parsed: with what its meaning hangs on elsewhere, such as the head of a table that goes on. */
  readonly text: string;
  /** As it stands in the card. */
  readonly from: number;
  readonly to: number;
}

/** What is open at a line: it must be opened anew in the part that begins there. */
interface State {
  fence: { readonly mark: string; readonly line: string } | null;
  isMath: boolean;
  /** HTML elements that are open: a cut between their tags would tear them. */
  html: number;
  /** Head and rule of the table that the line stands in. */
  table: string | null;
  before: string;
}

/** Cuts a card into parts that can be parsed each by itself, in time linear in its length. */
export function splitCard(card: string): readonly CardPart[] {
  const parts: { readonly from: number; readonly to: number; readonly lead: string; readonly goesOn: boolean }[] = [];
  const state: State = { fence: null, isMath: false, html: 0, table: null, before: '' };
  let from = 0;
  let lead = '';
  const cut = (at: number, nextLead: string): void => {
    if (at > from) parts.push({ from, to: at, lead, goesOn: nextLead !== '' });
    from = at;
    lead = nextLead;
  };
  for (let at = 0; at < card.length; ) {
    const end = endOfLine(card, at);
    // A longer line tells no more of the structure at its end.
    const line = card.slice(at, Math.min(end, at + sizes.hard)).trimEnd();
    if (mayCut(state, line, at - from)) cut(at, leadOf(state));
    while (end - from > sizes.hard) cut(at > from ? at : betweenCharacters(card, from + sizes.atLine), leadOf(state));
    follow(state, line);
    at = end;
  }
  cut(card.length, '');
  const definitions = definitionsOf(card);
  return parts.map(({ from: start, to, lead: opening, goesOn }) => {
    const text = opening + card.slice(start, to);
    // What is added to an open block of code would be shown as code.
    return { from: start, to, text: goesOn ? text : withDefinitions(text, definitions) };
  });
}

function endOfLine(card: string, at: number): number {
  const end = card.indexOf('\n', at);
  return end < 0 ? card.length : end + 1;
}

function betweenCharacters(card: string, at: number): number {
  const code = card.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

function mayCut(state: State, line: string, length: number): boolean {
  if (length >= sizes.atLine) return true;
  if (state.fence !== null || state.isMath || state.html > 0) return false;
  if (length >= sizes.atBlank) return state.before === '' && /^[^\s]/.test(line);
  return length >= sizes.atHeading && /^#{1,6}[ \t]/.test(line);
}

function leadOf({ fence, isMath, table }: State): string {
  if (fence !== null) return `${fence.line}\n`;
  return isMath ? '$$\n' : (table ?? '');
}

function follow(state: State, line: string): void {
  const { before } = state;
  state.before = line;
  if (state.fence !== null) {
    if (line.trimStart().startsWith(state.fence.mark) && /^\s*[`~]+$/.test(line)) state.fence = null;
    return;
  }
  const fence = /^ {0,3}(`{3,200}|~{3,200})[^`]{0,100}$/.exec(line)?.[1];
  if (fence !== undefined) {
    state.fence = { mark: fence, line };
    return;
  }
  if (/^\s{0,3}\$\$$/.test(line)) state.isMath = !state.isMath;
  if (line === '') state.table = null;
  else if (state.table === null && isRule(line) && before.includes('|') && before.length + line.length < 2000) state.table = `${before}\n${line}\n`;
  state.html = Math.max(0, state.html + tagBalance(line));
}

function isRule(line: string): boolean {
  return line.includes('-') && line.includes('|') && /^[\s|:-]{1,2000}$/.test(line);
}

/** Opening less closing tags of elements that hold blocks. */
function tagBalance(line: string): number {
  if (!line.includes('<')) return 0;
  let balance = 0;
  for (const [, slash] of line.matchAll(/<(\/?)(?:div|details|table|center|p|section|blockquote|ul|ol|pre)\b/gi)) balance += slash === '/' ? -1 : 1;
  return balance;
}

/** Lines that define links or footnotes, by label; any part may use them. */
function definitionsOf(card: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { 0: line, 1: label = '' } of card.matchAll(/^ {0,3}\[([^\]\n]{1,200})\]:[^\n]{1,1000}/gm)) {
    if (found.size >= maxDefinitions) break;
    const key = keyOf(label);
    if (!found.has(key) && line.length <= maxDefinitionLength) found.set(key, line.trim());
  }
  return found;
}

function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

function withDefinitions(text: string, definitions: ReadonlyMap<string, string>): string {
  if (definitions.size === 0) return text;
  const added: string[] = [];
  const seen = new Set<string>();
  let length = 0;
  for (const { 1: label = '' } of text.matchAll(/\[([^[\]\n]{1,200})\]/g)) {
    const key = keyOf(label);
    const definition = seen.has(key) ? undefined : definitions.get(key);
    seen.add(key);
    if (definition === undefined || text.includes(definition)) continue;
    length += definition.length + 2;
    if (length > maxDefinitionsLength) break;
    added.push(definition);
  }
  // After a blank line, or they would go on with the last paragraph.
  return added.length === 0 ? text : `${text}\n\n${added.join('\n\n')}\n`;
}
