/**
 * The package URL of a Hugging Face model: `pkg:huggingface/<owner>/<name>@<sha>` (package-url types, "huggingface").
 * Case is kept: the hub tells names apart by it. Without a commit there is no version part.
 */
export function huggingFacePurl(name: string, sha: string | null): string {
  const path = name.split('/').filter((segment) => segment !== '').map(percentEncoded).join('/');
  return `pkg:huggingface/${path}${sha === null || sha === '' ? '' : `@${percentEncoded(sha)}`}`;
}

/**
 * The package URL of what a repository on GitHub holds: `pkg:github/<owner>/<repository>@<sha>#<folder>`, owner and repository in lower case
 * (package-url types, "github"); null for an address that names no repository there.
 */
export function gitHubPurl(address: string, sha: string | null, folder: string | null): string | null {
  const [, owner, repository = ''] = /^https?:\/\/(?:www\.)?github\.com\/([^/?#\s]+)\/([^/?#\s]+)/i.exec(address) ?? [];
  const name = repository.replace(/\.git$/i, '');
  if (owner === undefined || name === '') return null;
  const purl = `pkg:github/${percentEncoded(owner.toLowerCase())}/${percentEncoded(name.toLowerCase())}${sha === null || sha === '' ? '' : `@${percentEncoded(sha)}`}`;
  return folder === null ? purl : purlOfFile(purl, folder);
}

/** The package URL of a file of a package: its path from the root behind a "#" (package-url specification, "subpath"). */
export function purlOfFile(purl: string, path: string): string {
  return `${purl}#${path.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..').map(percentEncoded).join('/')}`;
}

/** Percent-encodes all but letters, digits and `.-_~`; half a surrogate pair becomes U+FFFD, which has an encoding. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\u{FFFD}')).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
