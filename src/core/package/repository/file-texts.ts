import { parseConfig, repositoryFormatOf } from './config.ts';
import { defaultLimits } from './limits.ts';
import { looseReferenceOf, maxSymbolicDepth, packedReferencesOf, shaPatternOf } from './reference-text.ts';

/** Where HEAD leads, told from the texts of git's small files alone: that its commit can be read is not known. */
export type HeadOfTexts =
  | { readonly kind: 'resolved'; readonly branch: string | null; readonly sha: string }
  /** HEAD names a branch that has no commit: the clone of an empty repository. */
  | { readonly kind: 'unborn'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface GitFileTexts {
  readonly head: HeadOfTexts;
  readonly origin: string | null;
}

/** Reads `HEAD`, `config`, `packed-refs` and `refs/heads/…` of a git folder that cannot be opened; `textOf` gives null for what is not at hand. */
export function readGitFileTexts(textOf: (path: string) => string | null): GitFileTexts {
  const config = parseConfig(textOf('config') ?? '');
  const format = repositoryFormatOf(config);
  const origin = config.get('remote.origin.url')?.[0] ?? null;
  if (format.kind === 'unsupported') return { head: { kind: 'unknown', reason: format.reason }, origin };
  if (format.referenceStorage !== 'files') return { head: { kind: 'unknown', reason: 'The repository keeps its references in reftable format, which is not read.' }, origin };
  return { head: followHead(textOf, shaPatternOf(format.hashBytes)), origin };
}

function followHead(textOf: (path: string) => string | null, shaPattern: RegExp): HeadOfTexts {
  let packed: ReadonlyMap<string, string> | null = null;
  let name = 'HEAD';
  for (let depth = 0; depth <= maxSymbolicDepth; depth += 1) {
    const branch = name.startsWith('refs/heads/') ? name.slice('refs/heads/'.length) : null;
    const text = textOf(name);
    if (text === null) {
      if (name === 'HEAD') return { kind: 'unknown', reason: 'HEAD was not found.' };
      packed ??= packedReferencesOf(textOf('packed-refs') ?? '', shaPattern, defaultLimits.maxReferences);
      const sha = packed.get(name);
      if (sha !== undefined) return { kind: 'resolved', branch, sha };
      return { kind: branch === null ? 'unknown' : 'unborn', reason: `HEAD names ${name.slice(0, 200)}, which has no commit yet.` };
    }
    const reference = looseReferenceOf(text, shaPattern);
    if (reference.kind === 'sha') return { kind: 'resolved', branch, sha: reference.sha };
    if (reference.kind === 'malformed') return { kind: 'unknown', reason: `${name.slice(0, 200)} names neither a branch nor a commit.` };
    name = reference.name;
  }
  return { kind: 'unknown', reason: 'HEAD leads through too many symbolic references.' };
}
