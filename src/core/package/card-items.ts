/** The five items that a model card should have (domain.md, section 3), in the order of their bits in the index: append, never reorder. */
export const cardItems = [
  { id: 'description', title: 'Description', rule: 'a heading such as “Model description”, “Overview” or “Model details”, or 20 words before the second heading' },
  { id: 'limitations', title: 'Limitations', rule: 'a heading about limitations, bias, risks or caveats' },
  { id: 'use', title: 'How to use', rule: 'a heading such as “How to use”, “Usage”, “Getting started” or “Example”' },
  { id: 'training', title: 'Training', rule: 'a heading about training or fine-tuning' },
  { id: 'evaluation', title: 'Evaluation', rule: 'a heading about evaluation, results, performance, metrics or benchmarks' },
] as const;

export type CardItem = (typeof cardItems)[number]['id'];

const patterns: Readonly<Record<CardItem, RegExp>> = {
  description: /\bdescription\b|\boverview\b|\bintroduction\b|\bsummary\b|\babout\b|\bmodel details\b/i,
  limitations: /\blimitations?\b|\bbias(?:es)?\b|\brisks?\b|\bcaveats?\b|\bout[- ]of[- ]scope\b/i,
  use: /\bhow to\b|\busage\b|\bget(?:ting)? started\b|\bquick ?start\b|\bexamples?\b|\binference\b|\bdirect use\b|^uses?$/i,
  training: /\b(?:pre-?)?train(?:ing|ed)\b|\bfine-?tun(?:ing|ed)\b/i,
  evaluation: /\bevaluations?\b|\bevaluated\b|\bresults?\b|\bperformance\b|\bmetrics?\b|\bbenchmarks?\b/i,
};

const descriptionWords = 20;
/** Real cards have some hundred lines. */
const maxLines = 50_000;
const maxHeading = 200;

/** Which of the five items a card's text (without front matter) shows by its headings, lines in bold among them: a bit for each. */
export function cardItemsOf(text: string): number {
  let bits = 0;
  let headings = 0;
  let words = 0;
  let isCode = false;
  for (let from = 0, line = 0; from < text.length && line < maxLines; line += 1) {
    const end = lineEnd(text, from);
    const first = firstCharacter(text, from, end);
    if (text.startsWith('```', first) || text.startsWith('~~~', first)) isCode = !isCode;
    else if (!isCode) {
      const heading = headingOf(text, first, end);
      if (heading !== null) {
        headings += 1;
        for (let item = 0; item < cardItems.length; item += 1) if (patterns[(cardItems[item] as { id: CardItem }).id].test(heading)) bits |= 1 << item;
      } else if (headings < 2 && words < descriptionWords) words += wordsIn(text.slice(first, Math.min(end, first + 4000)));
    }
    from = end + 1;
  }
  return words >= descriptionWords ? bits | 1 : bits;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A line may be indented by three places; more makes it code, which is no heading either way. */
function firstCharacter(text: string, from: number, end: number): number {
  let first = from;
  while (first < end && first < from + 3 && text.charCodeAt(first) === 0x20) first += 1;
  return first;
}

const heading = /^(?:#{1,6}[ \t]+(.+?)[ \t#]*|\*\*(.+?)\*\*:?)$/;

function headingOf(text: string, first: number, end: number): string | null {
  const mark = text.charCodeAt(first);
  if ((mark !== 0x23 && mark !== 0x2a) || end - first > maxHeading) return null;
  const found = heading.exec(text.slice(first, end).trimEnd());
  return (found?.[1] ?? found?.[2])?.replaceAll(/[*_`]/g, '').trim() ?? null;
}

function wordsIn(line: string): number {
  return line.match(/\p{L}{2,}/gu)?.length ?? 0;
}
