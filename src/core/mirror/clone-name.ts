import type { HubId } from '../../shared/domain/index.ts';

export interface CloneName {
  /** As the hub's records would name it. */
  readonly name: string;
  readonly owner: string | null;
}

/** Addresses are short; longer text is no address. */
const maxAddress = 2048;

/**
 * What a clone without a record is called. `cloneName` is its path below `repos/`: `<owner>/<repository>` says it all;
 * in the flat layout, `<owner>-<repository>`, only the clone's `origin` tells where the owner's name ends.
 */
export function nameOfClone(hub: HubId, cloneName: string, origin: string | null): CloneName {
  const slash = cloneName.indexOf('/');
  if (slash > 0) return named(hub, cloneName.slice(0, slash), cloneName.slice(slash + 1));
  const address = repositoryOfAddress(origin ?? '');
  if (!address) return { name: cloneName, owner: null };
  const { owner, repository } = address;
  // Ids that end in ".git" exist; git takes the ending of an address for its own.
  return named(hub, owner, cloneName.endsWith('.git') && !repository.endsWith('.git') ? `${repository}.git` : repository);
}

/** Ids without an owner lie under the hub's host name (domain.md, trap 4). */
function named(hub: HubId, owner: string | null, repository: string): CloneName {
  if (hub === 'huggingface' && (owner === null || owner === 'huggingface.co')) return { name: repository, owner: null };
  return { name: owner === null ? repository : `${owner}/${repository}`, owner };
}

/** Owner and repository of `https://host/owner/repository.git`, `ssh://git@host/…` or `git@host:owner/repository`; null for local paths. */
function repositoryOfAddress(address: string): { readonly owner: string | null; readonly repository: string } | null {
  if (address.length > maxAddress) return null;
  const path = /^(?:(?:https?|ssh|git):\/\/[^/\s]+\/|[\w.-]+@[\w.-]+:)([^\s?#]+)$/i.exec(address.trim())?.[1];
  const parts = (path ?? '').split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.length > 2 || parts.includes('..')) return null;
  const repository = (parts.at(-1) ?? '').replace(/\.git$/, '');
  return repository === '' ? null : { owner: parts.length === 2 ? (parts[0] ?? null) : null, repository };
}
