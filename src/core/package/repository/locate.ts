import { isAbsolute, join, resolve } from 'node:path';
import { GitDataError, recoverFrom } from './errors.ts';
import type { ConfinedFiles } from './files.ts';

/** `git` holds HEAD; `common` holds objects, references and config. They differ only in a linked work tree. Both are real paths. */
export interface GitFolders {
  readonly git: string;
  readonly common: string;
}

export type GitLocation =
  | { readonly kind: 'found'; readonly folders: GitFolders }
  | { readonly kind: 'empty' | 'unreadable' | 'outside-mirror'; readonly reason: string };

const maxPointerBytes = 8192;

/** Finds the git folder of a clone: `<path>/.git`, the folder a `.git` file names, or `path` itself when it is a bare repository. */
export function locateGitFolders(path: string, files: ConfinedFiles): GitLocation {
  return recoverFrom<GitLocation>(
    () => {
      const clone = files.locate(path);
      if (clone.kind === 'outside') {
        return { kind: 'outside-mirror', reason: 'The folder lies outside the mirror.' };
      }
      if (clone.kind !== 'folder') {
        return { kind: 'unreadable', reason: clone.kind === 'absent' ? 'The folder does not exist.' : 'The path is not a folder.' };
      }
      return locateInClone(clone.path, files);
    },
    (error) => ({ kind: error.kind === 'outside-mirror' ? 'outside-mirror' : 'unreadable', reason: error.message }),
  );
}

function locateInClone(clone: string, files: ConfinedFiles): GitLocation {
  const dotGit = files.locate(join(clone, '.git'));
  switch (dotGit.kind) {
    case 'folder':
      return withCommonFolder(dotGit.path, files);
    case 'file':
      return followGitFile(clone, files);
    case 'outside':
      return { kind: 'outside-mirror', reason: '.git is a link to a place outside the mirror.' };
    case 'other':
      return { kind: 'unreadable', reason: '.git is neither a folder nor a file.' };
    case 'absent':
      return locateBare(clone, files);
  }
}

function locateBare(clone: string, files: ConfinedFiles): GitLocation {
  const looksBare = files.locate(join(clone, 'objects')).kind !== 'absent' && (files.locate(join(clone, 'refs')).kind !== 'absent' || files.locate(join(clone, 'HEAD')).kind !== 'absent');
  if (looksBare) {
    return withCommonFolder(clone, files);
  }
  const isEmpty = files.list(clone)?.length === 0;
  return isEmpty ? { kind: 'empty', reason: 'The folder is empty.' } : { kind: 'unreadable', reason: 'The folder holds no git repository.' };
}

function followGitFile(clone: string, files: ConfinedFiles): GitLocation {
  const text = files.readWhole(join(clone, '.git'), maxPointerBytes)?.toString('utf8') ?? '';
  const target = /^gitdir:[ \t]*([^\r\n\0]+)/.exec(text)?.[1]?.trim();
  if (target === undefined) {
    return { kind: 'unreadable', reason: 'The .git file does not name a git folder.' };
  }
  const located = files.locate(isAbsolute(target) ? target : resolve(clone, target));
  if (located.kind === 'outside') {
    return { kind: 'outside-mirror', reason: 'The .git file names a folder outside the mirror.' };
  }
  return located.kind === 'folder' ? withCommonFolder(located.path, files) : { kind: 'unreadable', reason: 'The .git file names a folder that does not exist.' };
}

function withCommonFolder(git: string, files: ConfinedFiles): GitLocation {
  const common = commonFolderOf(git, files);
  const objects = files.locate(join(common, 'objects'));
  if (objects.kind === 'outside') {
    return { kind: 'outside-mirror', reason: 'The object store is a link to a place outside the mirror.' };
  }
  if (objects.kind !== 'folder') {
    const isEmpty = files.list(git)?.length === 0;
    return isEmpty ? { kind: 'empty', reason: 'The git folder is empty.' } : { kind: 'unreadable', reason: 'The git folder has no object store.' };
  }
  return { kind: 'found', folders: { git, common } };
}

/** A linked work tree names the repository it belongs to in `commondir` (gitrepository-layout). */
function commonFolderOf(git: string, files: ConfinedFiles): string {
  const target = files.readWhole(join(git, 'commondir'), maxPointerBytes)?.toString('utf8').split('\n')[0]?.trim();
  if (target === undefined || target === '' || target.includes('\0')) {
    return git;
  }
  const located = files.locate(isAbsolute(target) ? target : resolve(git, target));
  if (located.kind === 'outside') {
    throw new GitDataError('outside-mirror', 'The work tree belongs to a repository outside the mirror.');
  }
  return located.kind === 'folder' ? located.path : git;
}
