import type { CardLink } from './card-node.ts';

/** Where a card lies in its clone: links and images are relative to it. */
export interface CardPlace {
  /** The folder of the card from the root of the clone, '' for the root; null where there is no clone to lead into. */
  readonly folder: string | null;
}

const maxAddressLength = 2000;

/** What a link of a card leads to. Only the web by http or https, files of the clone, and names within the card are followed. */
export function cardLink(written: string, { folder }: CardPlace): CardLink {
  // Browsers drop these from addresses, so that "java\nscript:" is a scheme to them.
  const address = written.replaceAll(/\p{Cc}/gu, '').trim();
  const refused: CardLink = { kind: 'refused', address: written.slice(0, maxAddressLength) };
  if (address === '' || address.length > maxAddressLength) return refused;
  if (address.startsWith('#')) return { kind: 'anchor', name: decoded(address.slice(1)) };
  if (/^https?:\/\//i.test(address)) return { kind: 'web', address };
  if (/^[a-z][a-z\d+.-]*:|^\/\/|^\\/i.test(address) || folder === null) return refused;
  const path = joinPath(address.startsWith('/') ? '' : folder, decoded(address.replace(/[?#].*$/s, '')));
  return path === null || path === '' ? refused : { kind: 'file', path };
}

/** Null where the path climbs out of the clone. */
function joinPath(folder: string, path: string): string | null {
  const names: string[] = [];
  for (const name of `${folder}/${path}`.split('/')) {
    if (name.includes('\0') || name.includes('\\')) return null;
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return null;
  }
  return names.join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
