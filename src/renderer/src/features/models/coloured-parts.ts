import type { ParseResult } from '../../../../shared/search/index.ts';

export interface ColouredPart {
  readonly from: number;
  readonly text: string;
  readonly kind: ParseResult['tokens'][number]['kind'] | 'space';
  readonly problem: 'error' | 'warning' | null;
}

/** Cuts a search text where its tokens and problems begin and end; the parts together are the text. */
export function colouredParts(text: string, { tokens, errors }: Pick<ParseResult, 'tokens' | 'errors'>): readonly ColouredPart[] {
  const cuts = new Set([0, text.length, ...[...tokens, ...errors].flatMap(({ from, to }) => [from, to])]);
  const places = [...cuts].filter((place) => place >= 0 && place <= text.length).sort((left, right) => left - right);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? text.length;
    const token = tokens.find((candidate) => candidate.from <= from && to <= candidate.to);
    const touching = errors.filter((error) => error.from <= from && to <= error.to);
    return {
      from,
      text: text.slice(from, to),
      kind: token?.kind ?? 'space',
      problem: touching.find(({ severity }) => severity === 'error')?.severity ?? touching[0]?.severity ?? null,
    };
  });
}
