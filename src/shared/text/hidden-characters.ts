/**
 * Characters that change how text looks without being seen: controls but for tab and line ends, those that turn the direction of text
 * ("Trojan Source", Boucher and Anderson 2021), blanks of no width, and tag characters. Joiners are left alone: scripts and emoji need them.
 */
const hidden = /(?![\t\n\r])\p{Cc}|[\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u;

/** A piece of text, or a run of one hidden character. */
export type TextPiece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'hidden'; readonly code: string; readonly count: number };

const runs = new RegExp(`(${hidden.source})\\1*`, 'gu');

/** The text in pieces, in order; one piece where nothing in it is hidden. */
export function splitHidden(text: string): readonly TextPiece[] {
  if (!hidden.test(text)) return text === '' ? [] : [{ kind: 'text', text }];
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(runs)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    const character = match[1] ?? '';
    pieces.push({ kind: 'hidden', code: nameOf(character), count: match[0].length / character.length });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** What is shown in place of a run of hidden characters. */
export function hiddenLabel({ code, count }: { readonly code: string; readonly count: number }): string {
  return count === 1 ? code : `${code} ×${count}`;
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
