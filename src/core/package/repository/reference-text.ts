/** What the texts of git's reference files say, wherever they were read from. */
export type LooseReference = { readonly kind: 'sha'; readonly sha: string } | { readonly kind: 'symbolic'; readonly name: string } | { readonly kind: 'malformed' };

/** git's own limit is 5 (refs.c). */
export const maxSymbolicDepth = 5;

export function shaPatternOf(hashBytes: number): RegExp {
  return new RegExp(`^[0-9a-f]{${hashBytes * 2}}$`, 'i');
}

/** The text of HEAD or of a file below refs/. */
export function looseReferenceOf(fileText: string, shaPattern: RegExp): LooseReference {
  const text = fileText.trimEnd();
  if (text.startsWith('ref:')) {
    const name = text.slice('ref:'.length).trim();
    return isSafeName(name) ? { kind: 'symbolic', name } : { kind: 'malformed' };
  }
  return shaPattern.test(text) ? { kind: 'sha', sha: text.toLowerCase() } : { kind: 'malformed' };
}

/** Names and shas in the text of packed-refs. */
export function packedReferencesOf(text: string, shaPattern: RegExp, maxReferences: number): ReadonlyMap<string, string> {
  const packed = new Map<string, string>();
  let start = 0;
  while (start < text.length && packed.size < maxReferences) {
    const newline = text.indexOf('\n', start);
    const line = text.slice(start, newline < 0 ? text.length : newline);
    start = newline < 0 ? text.length : newline + 1;
    const blank = line.indexOf(' ');
    const sha = line.slice(0, Math.max(0, blank));
    const name = line.slice(blank + 1).trimEnd();
    // Comments and "^peeled" lines fail the pattern.
    if (shaPattern.test(sha) && isSafeName(name)) {
      packed.set(name, sha.toLowerCase());
    }
  }
  return packed;
}

/** git's check-ref-format in brief. It also keeps a name from leaving the folder it is joined to, on Windows too. */
export function isSafeName(name: string): boolean {
  if (!name.startsWith('refs/') || name.length > 1024) {
    return false;
  }
  // Blanks and control characters: no file of git's has them in its name.
  for (let index = 0; index < name.length; index += 1) {
    if (name.charCodeAt(index) <= 0x20 || name.charCodeAt(index) === 0x7f) {
      return false;
    }
  }
  return !/[~^:?*[\\]|@\{/.test(name) && name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.includes('..') && !part.endsWith('.lock'));
}
