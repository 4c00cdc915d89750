import { createHash } from 'node:crypto';
import { ExpectedError } from '../../../shared/result.ts';
import { openAtHead, type PackageClone } from '../clone.ts';
import type { Repository } from '../repository/index.ts';
import { namesOfCommits } from './ref-names.ts';
import { WalkedHistory } from './walked-history.ts';

export interface HistoryQuestion {
  readonly refs: 'head' | 'all';
  /** Only commits that mention it; all where empty. */
  readonly text: string;
}

/** A history with what it answers: the same key means the same commits. */
export interface OpenHistory {
  readonly key: string;
  readonly clone: string;
  readonly history: WalkedHistory;
  readonly head: string;
}

/** Of a message, what rows show and what a text is looked for in. Bytes. */
const maxMessageBytes = 4096;

/**
 * Opens the history of a clone as it is now, or gives `held` back where it still is that. Throws `unreadable` with the reason where HEAD
 * cannot be read.
 */
export function openHistory(clone: PackageClone, question: HistoryQuestion, held: OpenHistory | null): OpenHistory {
  const { repository, head } = openReadable(clone, { maxMessageBytes });
  // From HEAD alone, other references are names beside commits only, and reading ten thousand of them takes longer than a page.
  const references = question.refs === 'all' ? repository.refs() : [];
  const from = [head, ...references.map(({ sha }) => sha)];
  const state = createHash('sha256').update(JSON.stringify([references, repository.isShallow()])).digest('hex');
  const key = JSON.stringify([clone.absolute, question, head, state]);
  if (held?.key === key) {
    repository.close();
    return held;
  }
  const names = namesOfCommits(repository, question.refs === 'all' ? references : repository.refs());
  return { key, clone: clone.absolute, head, history: new WalkedHistory({ repository, from, text: question.text, names }) };
}

/** The clone's repository and HEAD. Throws `unreadable` with the reason. */
export function openReadable(clone: PackageClone, limits: { readonly maxMessageBytes: number }): { readonly repository: Repository; readonly head: string } {
  const opened = openAtHead(clone, limits);
  if (typeof opened === 'string') throw new ExpectedError('unreadable', `The history of ${clone.path} cannot be read: ${opened}`);
  return opened;
}

/** What a reader of the history has to know besides its commits, as sentences. */
export function historyNotes(history: WalkedHistory): string[] {
  const { repository, lost } = history;
  const notes = repository.problems().map(({ message }) => message);
  if (repository.isShallow()) notes.push('The clone is shallow: commits before those it was made with are not here.');
  if (lost > 0) notes.push(`${lost === 1 ? 'One commit is' : `${lost.toLocaleString('en')} commits are`} named by others but missing or damaged here; so may be what came before.`);
  return notes.slice(0, maxNotes);
}

const maxNotes = 20;
