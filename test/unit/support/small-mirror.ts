import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeClone } from '../../fixtures/write-clone.ts';

/** A mirror in a folder of its own: records of Hugging Face, commits of their clones by name, and files of other hubs by path below `data/`. */
export interface SmallMirror {
  readonly records: readonly object[];
  readonly clones: Readonly<Record<string, Parameters<typeof writeClone>[1]>>;
  readonly files?: Readonly<Record<string, unknown>>;
}

export interface WrittenMirror {
  /** For what else a test writes; gone with the mirror. */
  readonly folder: string;
  /** What is opened. */
  readonly data: string;
  /** Names of the commits of each clone, the first first. */
  readonly commits: Readonly<Record<string, readonly string[]>>;
  remove(): void;
}

export function writeSmallMirror({ records, clones, files = {} }: SmallMirror): WrittenMirror {
  const folder = mkdtempSync(join(tmpdir(), 'ptmx-mirror-'));
  const data = join(folder, 'data');
  for (const [path, content] of Object.entries({ 'huggingface/json/metadata/hf_metadata.json': records, ...files })) {
    mkdirSync(dirname(join(data, path)), { recursive: true });
    writeFileSync(join(data, path), JSON.stringify(content));
  }
  const commits = Object.entries(clones).map(([name, made]) => [name, writeClone(join(data, 'huggingface/repos', name), made).commits] as const);
  return { folder, data, commits: Object.fromEntries(commits), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
