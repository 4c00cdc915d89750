/** Widths of Helvetica's ASCII, from the blank on, in thousandths of the font size; Arial and Liberation Sans have the same. */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const without = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** About how wide a text is at a font size. Some is added, since a wider face may stand in: Open Sans, Noto Sans. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) {
    const known = widths[(character.codePointAt(0) ?? 0) - 32];
    sum += known ?? (without.test(character) ? 0 : wide.test(character) ? 1000 : 620);
  }
  return (sum / 1000) * size * (bold ? 1.2 : 1.11);
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text with an ellipsis where it would be wider than `most`. */
export function fitText(text: string, size: number, most: number): string {
  if (textWidth(text, size) <= most) return text;
  let fitted = '';
  for (const { segment } of letters.segment(text)) {
    if (textWidth(`${fitted}${segment}…`, size) > most) break;
    fitted += segment;
  }
  return `${fitted.trimEnd()}…`;
}

/** Breaks a text into lines at blanks; a word that is wider than a line is cut. */
export function wrapText(text: string, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((word) => word !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= most) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (textWidth(line, size) > most) {
      const head = headOf(line, size, most);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** As many letters as fit, but one at least. */
function headOf(text: string, size: number, most: number): string {
  let head = '';
  for (const { segment } of letters.segment(text)) {
    if (head !== '' && textWidth(head + segment, size) > most) break;
    head += segment;
  }
  return head;
}
