import { cardFactsOf, yamlValueOf, type CardFacts } from './card-facts.ts';
import { splitFrontMatter } from './front-matter.ts';
import { GitDataError, type Repository, type TreeEntry } from './repository/index.ts';

/** What a clone's texts at HEAD tell of its package. */
export interface CloneTexts {
  /** The README's text without its front matter; empty where there is none. */
  readonly card: string;
  /** The README's front matter. */
  readonly facts: CardFacts | null;
  /** The parsed documents of `.eval_results/*.yaml`. */
  readonly evaluations: readonly unknown[];
}

/** How much of a model card is read: real cards are under 100 kB, hostile ones are not. */
const maxCardBytes = 256 * 1024;
const maxEvaluationBytes = 64 * 1024;
const maxEvaluations = 200;

const readmeName = /^readme(\.(md|markdown|rst|txt))?$/i;

/** Reads README and evaluation files at HEAD. Missing trees and blobs read as absent; the commits stay as good as they are. */
export function readCloneTexts(repository: Repository): CloneTexts {
  try {
    const head = repository.head();
    const entries = head === null ? [] : repository.readTree(head.sha);
    const readme = entries.find((entry) => entry.name === 'README.md') ?? entries.find((entry) => readmeName.test(entry.name));
    const split = splitFrontMatter(readme ? blobText(repository, readme, maxCardBytes) : '');
    return { card: split.text, facts: split.frontMatter === null ? null : cardFactsOf(split.frontMatter), evaluations: evaluationsIn(repository, entries) };
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return { card: '', facts: null, evaluations: [] };
  }
}

function evaluationsIn(repository: Repository, entries: readonly TreeEntry[]): readonly unknown[] {
  const folder = entries.find((entry) => entry.name === '.eval_results' && entry.kind === 'folder');
  if (!folder) return [];
  const files = repository.readTree(folder.sha).filter((entry) => /\.ya?ml$/i.test(entry.name)).slice(0, maxEvaluations);
  return files.map((file) => yamlValueOf(blobText(repository, file, maxEvaluationBytes))).filter((value) => value !== null);
}

function blobText(repository: Repository, entry: TreeEntry, maxBytes: number): string {
  if (entry.kind === 'folder' || entry.kind === 'submodule') return '';
  return Buffer.from(repository.readBlob(entry.sha, maxBytes).bytes).toString('utf8');
}
