/**
 * The package URL of a Hugging Face model: `pkg:huggingface/<owner>/<name>@<sha>` (package-url types, "huggingface").
 * Case is kept: the hub tells names apart by it. Without a commit there is no version part.
 */
export function huggingFacePurl(name: string, sha: string | null): string {
  const path = name.split('/').filter((segment) => segment !== '').map(encode).join('/');
  return `pkg:huggingface/${path}${sha === null || sha === '' ? '' : `@${encode(sha)}`}`;
}

/** The package URL of a file of a package: its path from the root behind a "#" (package-url specification, "subpath"). */
export function purlOfFile(purl: string, path: string): string {
  return `${purl}#${path.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..').map(encode).join('/')}`;
}

/** Percent-encodes all but letters, digits and `.-_~`; half a surrogate pair becomes U+FFFD, which has an encoding. */
function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\u{FFFD}')).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
