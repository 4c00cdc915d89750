/** Characters of a card in which its front matter must end. The largest real ones (lists of benchmark results) have about 200,000. */
export const maxFrontMatterLength = 256 * 1024;

export interface SplitCard {
  /** The YAML between the two lines, or null where the card has none. */
  readonly frontMatter: string | null;
  readonly text: string;
}

/**
 * Splits a card into YAML front matter and Markdown: the very first line is `---`, and the front matter ends before the first line that
 * is `---` or `...`. One that does not end within `maxFrontMatterLength` characters is text. Takes time linear in the front matter.
 */
export function splitFrontMatter(card: string): SplitCard {
  const start = lineAfter(card, 0);
  if (start < 0 || !isMark(card, 0, start, '---')) return { frontMatter: null, text: card };
  for (let at = start; at >= 0 && at - start <= maxFrontMatterLength; ) {
    const next = lineAfter(card, at);
    const end = next < 0 ? card.length : next;
    if (isMark(card, at, end, '---') || isMark(card, at, end, '...')) {
      return { frontMatter: withoutLineEnd(card.slice(start, at)), text: card.slice(end) };
    }
    at = next;
  }
  return { frontMatter: null, text: card };
}

/** Where the line after the one at `at` begins, or -1 when that is the last. */
function lineAfter(card: string, at: number): number {
  const newline = card.indexOf('\n', at);
  return newline < 0 ? -1 : newline + 1;
}

/** Whether the line from `at` to `end` is the mark and nothing else but blanks; long lines are not looked through. */
function isMark(card: string, at: number, end: number, mark: string): boolean {
  return card.startsWith(mark, at) && end - at <= 1024 && card.slice(at, end).trimEnd() === mark;
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}
