import type { Paper } from '../../shared/domain/index.ts';

const arxivId = String.raw`(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?`;
const arxivPattern = new RegExp(String.raw`(?:arxiv\.org\/(?:abs|pdf|html)\/|^arxiv:\s*|hf\.co\/papers\/|huggingface\.co\/papers\/)(${arxivId})`, 'i');
const doiPattern = /(?:doi\.org\/|^doi:)\s*(10\.\d{4,9}\/[^\s"<>]{1,200})/i;

/** A paper as a hub names it: an arXiv id or address, a DOI, or any other web address. */
export function paperOf(reference: string): Paper | null {
  const arxiv = arxivPattern.exec(reference);
  if (arxiv?.[1]) return { kind: 'arxiv', id: arxiv[1] };
  const doi = doiPattern.exec(reference);
  if (doi?.[1]) return { kind: 'doi', id: withoutTail(doi[1]) };
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

/** A DOI without the `doi:` that tags and the generator put before it. */
export function doiOf(reference: string): string {
  return reference.startsWith('doi:') ? reference.slice(4).trim() : reference;
}

/** Characters of a card's text that are looked through, and papers that are taken from it. */
const maxText = 1 << 20;
const maxPapers = 50;

const links = new RegExp(String.raw`\b(?:arxiv\.org\/(?:abs|pdf|html)\/${arxivId}|doi\.org\/10\.\d{4,9}\/[^\s"<>]{1,200})`, 'gi');

/** Papers that a card's text links to: addresses at arxiv.org and doi.org, nothing else. Bounded in text and number. */
export function papersInText(text: string): readonly Paper[] {
  const found = new Map<string, Paper>();
  for (const match of text.slice(0, maxText).matchAll(links)) {
    const paper = paperOf(match[0]);
    if (paper) found.set(`${paper.kind}:${paper.id}`, paper);
    if (found.size >= maxPapers) break;
  }
  return [...found.values()];
}

/** A DOI may hold nearly any character; what Markdown or a sentence puts behind a link does not belong to it. */
function withoutTail(doi: string): string {
  let end = doi.search(/[[\]`*|]/);
  let found = end < 0 ? doi : doi.slice(0, end);
  for (;;) {
    const last = found.at(-1) ?? '';
    const unopened = last === ')' && found.split('(').length < found.split(')').length;
    if (!unopened && !'.,;:!?\'}'.includes(last)) return found;
    end = found.length - 1;
    found = found.slice(0, end);
    if (found === '') return found;
  }
}
