import { evaluationName, readmeName } from '../mirror/index.ts';
import { mapOf, readYaml, yamlValueOf, type CardFacts } from './card-facts.ts';
import { maxFrontMatterLength, splitFrontMatter } from './front-matter.ts';
import { decodeText, guessEncoding, headBytes } from './preview/decode-text.ts';
import { GitDataError, type Repository, type TreeEntry } from './repository/index.ts';

/** What a clone's texts at HEAD tell of its package. */
export interface CloneTexts {
  /** The README's text without its front matter; empty where there is none. */
  readonly card: string;
  /** The README's front matter. */
  readonly facts: CardFacts | null;
  /** Why the front matter cannot be read; null where it can, or where there is none. */
  readonly damage: string | null;
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
  return cloneTextsOf(textOf(readme, maxCardBytes), evaluations.slice(0, maxEvaluations).map((bytes) => textOf(bytes, maxEvaluationBytes)));
}

function cloneTextsOf(readme: string, evaluations: readonly string[]): CloneTexts {
  const split = splitFrontMatter(readme);
  const reading = split.frontMatter === null ? null : readYaml(split.frontMatter);
  return {
    card: split.text,
    facts: reading && mapOf(reading),
    damage: reading?.kind === 'damaged' ? reading.reason : reading === null && isUnended(readme) ? 'It does not end where the longest real ones do.' : null,
    evaluations: evaluations.map((evaluation) => yamlValueOf(evaluation)).filter((value) => value !== null),
  };
}

/** Whether front matter begins and goes on beyond what is looked through. */
function isUnended(readme: string): boolean {
  return readme.length >= maxFrontMatterLength && /^---[ \t]*\r?\n/.test(readme);
}

function evaluationsIn(repository: Repository, entries: readonly TreeEntry[]): readonly string[] {
  const folder = entries.find((entry) => entry.name === '.eval_results' && entry.kind === 'folder');
  if (!folder) return [];
  const files = repository.readTree(folder.sha).filter((entry) => evaluationName.test(entry.name)).slice(0, maxEvaluations);
  return files.map((file) => blobText(repository, file, maxEvaluationBytes));
}

function blobText(repository: Repository, entry: TreeEntry, maxBytes: number): string {
  if (entry.kind === 'folder' || entry.kind === 'submodule') return '';
  return textOf(repository.readBlob(entry.sha, maxBytes).bytes, maxBytes);
}

/** In the encoding that the card's view shows it in; without a byte order mark. */
function textOf(bytes: Uint8Array, maxBytes: number): string {
  const head = bytes.subarray(0, maxBytes);
  const { text } = decodeText(head, guessEncoding(head.subarray(0, headBytes)) ?? 'UTF-8', false);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
