/** A card as attributes are looked for in it. */
export interface CardWords {
  /** Where a heading fits: `heading “Training data”, line 12`. */
  heading(pattern: RegExp): readonly string[];
  /** Where the words stand: `“8 A100 GPUs”, line 30`. */
  words(pattern: RegExp): readonly string[];
  /** Words of prose. */
  readonly length: number;
}

const maxLines = 50_000;
const maxLineLength = 4_000;
/** Places told of one kind: the others say the same. */
const mostPlaces = 2;
const around = 30;

const headingLine = /^ {0,3}(?:#{1,6}[ \t]+(.{1,200}?)[ \t#]*|\*\*(.{1,120}?)\*\*:?)$/;

/** Reads headings (also lines in bold) and lines of a card's text; blocks of code are passed over. */
export function cardWords(text: string): CardWords {
  const lines = text.split(/\r\n?|\n/, maxLines).map((line) => line.slice(0, maxLineLength));
  const headings: { readonly text: string; readonly line: number }[] = [];
  const prose: { readonly text: string; readonly line: number }[] = [];
  let isCode = false;
  for (const [at, line] of lines.entries()) {
    const isFence = /^ {0,3}(?:```|~~~)/.test(line);
    if (isFence) isCode = !isCode;
    if (isFence || isCode) continue;
    prose.push({ text: line, line: at + 1 });
    const found = headingLine.exec(line.trimEnd());
    const title = found?.[1] ?? found?.[2];
    if (title !== undefined) headings.push({ text: title.replace(/[*_`]/g, '').trim(), line: at + 1 });
  }
  return {
    heading: (pattern) => headings.filter((heading) => pattern.test(heading.text)).slice(0, mostPlaces).map((heading) => `heading “${heading.text}”, line ${heading.line}`),
    words: (pattern) => {
      const found: string[] = [];
      for (const { text: line, line: number } of prose) {
        const match = pattern.exec(line);
        if (match === null) continue;
        found.push(`“${excerpt(line, match.index, match[0].length)}”, line ${number}`);
        if (found.length === mostPlaces) break;
      }
      return found;
    },
    length: prose.reduce((sum, { text: line }) => sum + (line.match(/\p{L}{2,}/gu)?.length ?? 0), 0),
  };
}

/** The words with what stands around them, cut at spaces. */
function excerpt(line: string, from: number, length: number): string {
  const start = Math.max(0, from - around);
  const end = Math.min(line.length, from + length + around);
  const cut = line.slice(start, end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${cut}${end < line.length ? '…' : ''}`;
}
