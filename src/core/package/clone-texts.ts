import { evaluationName, readmeName } from '../mirror/index.ts';
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

/** Reads README and evaluation files at HEAD. Missing trees and blobs read as absent; the commits stay as good as they are. */
export function readCloneTexts(repository: Repository): CloneTexts {
  try {
    const head = repository.head();
    const entries = head === null ? [] : repository.readTree(head.sha);
    const readme = chooseReadme(entries.map((entry) => entry.name));
    const entry = entries.find((candidate) => candidate.name === readme);
    return cloneTextsOf(entry ? blobText(repository, entry, maxCardBytes) : '', evaluationsIn(repository, entries));
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return cloneTextsOf('', []);
  }
}

/** The file that is the card, of the names at the top of a repository; null where none is one. */
export function chooseReadme(names: readonly string[]): string | null {
  return names.find((name) => name === 'README.md') ?? names.find((name) => readmeName.test(name)) ?? null;
}

/** What the bytes of a README and of evaluation files tell, wherever they were read from. */
export function cloneTextsOfBytes(readme: Uint8Array, evaluations: readonly Uint8Array[]): CloneTexts {
  const text = (bytes: Uint8Array, maxBytes: number): string => Buffer.from(bytes.subarray(0, maxBytes)).toString('utf8');
  return cloneTextsOf(text(readme, maxCardBytes), evaluations.slice(0, maxEvaluations).map((bytes) => text(bytes, maxEvaluationBytes)));
}

function cloneTextsOf(readme: string, evaluations: readonly string[]): CloneTexts {
  const split = splitFrontMatter(readme);
  return {
    card: split.text,
    facts: split.frontMatter === null ? null : cardFactsOf(split.frontMatter),
    evaluations: evaluations.map((evaluation) => yamlValueOf(evaluation)).filter((value) => value !== null),
  };
}

function evaluationsIn(repository: Repository, entries: readonly TreeEntry[]): readonly string[] {
  const folder = entries.find((entry) => entry.name === '.eval_results' && entry.kind === 'folder');
  if (!folder) return [];
  const files = repository.readTree(folder.sha).filter((entry) => evaluationName.test(entry.name)).slice(0, maxEvaluations);
  return files.map((file) => blobText(repository, file, maxEvaluationBytes));
}

function blobText(repository: Repository, entry: TreeEntry, maxBytes: number): string {
  if (entry.kind === 'folder' || entry.kind === 'submodule') return '';
  return Buffer.from(repository.readBlob(entry.sha, maxBytes).bytes).toString('utf8');
}
