/**
 * `owner/repository` of a GitHub address as hubs write it: with `/blob/…`, `/tree/…`, `.git` or a trailing slash, over
 * http or https. Null for other hosts and for addresses without a repository.
 */
export function gitHubRepository(url: string | null): string | null {
  const found = /^(?:https?:\/\/(?:www\.)?github\.com\/|git@github\.com:)([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:[/?#]|$)/i.exec(url ?? '');
  return found?.[1] && found[2] && found[2] !== '..' && found[2] !== '.' && found[1] !== '..' && found[1] !== '.' ? `${found[1]}/${found[2]}` : null;
}

/** The folders below `repos/` where the generator puts a clone of this address, likely ones first. */
export function clonePathsOfUrl(...urls: readonly (string | null)[]): readonly string[] {
  const repositories = urls.map(gitHubRepository).filter((repository) => repository !== null);
  return [...new Set(repositories)];
}

/** The folder inside the repository that an address names: what follows `/tree/<branch>/` or `/blob/<branch>/`. */
export function folderOfAddress(address: string): string {
  return address.replace(/^.*\/(?:tree|blob)\/[^/]+\//, '').replace(/\/+$/, '');
}
