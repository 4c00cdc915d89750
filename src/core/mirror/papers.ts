import type { Paper } from '../../shared/domain/index.ts';

/** A paper as a hub names it: an arXiv id or address, a DOI, or any other web address. */
export function paperOf(reference: string): Paper | null {
  const arxiv = /(?:arxiv\.org\/(?:abs|pdf)\/|^arxiv:)((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?)/i.exec(reference);
  if (arxiv?.[1]) return { kind: 'arxiv', id: arxiv[1] };
  const doi = /(?:doi\.org\/|^doi:)\s*(10\.\d{4,9}\/\S+)/i.exec(reference);
  if (doi?.[1]) return { kind: 'doi', id: doi[1] };
  return /^https?:\/\/\S+$/i.test(reference) ? { kind: 'url', id: reference } : null;
}

/** Distinct papers of several references, in their order; what names no paper is passed over. */
export function papersOf(references: Iterable<string>): readonly Paper[] {
  const found = new Map<string, Paper>();
  for (const reference of references) {
    const paper = paperOf(reference);
    if (paper) found.set(`${paper.kind}:${paper.id}`, paper);
  }
  return [...found.values()];
}
