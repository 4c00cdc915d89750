import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeSize, isMarkedDamaged } from './damage.ts';

/** What a pointer file says of an index: `current.json` of the one in force, `state-….json` of an earlier one that is kept. */
const pointerSchema = z.object({
  file: z.string().regex(/^index-[0-9a-z]+\.db$/),
  schemaVersion: z.number(),
  packages: z.number(),
  fingerprint: z.string(),
  builtAt: z.number(),
  seal: z.object({ bytes: z.number(), crc32: z.number() }).nullable().default(null),
});

export type IndexPointer = Readonly<z.output<typeof pointerSchema>>;

export interface CurrentIndex extends IndexPointer {
  /** Absolute path of the database. */
  readonly path: string;
  /** Why it cannot be asked; null while nothing is known against it. */
  readonly damage: string | null;
}

export function indexFolder(dataDir: string, mirror: string): string {
  return join(dataDir, 'indexes', mirror);
}

export function readPointer(file: string): IndexPointer {
  return pointerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The file that `current.json` names, also one of another version of this program: that one may be started again. Throws where it does not tell. */
export function fileInForce(folder: string): string | null {
  const pointer = join(folder, 'current.json');
  return existsSync(pointer) ? pointerSchema.pick({ file: true }).parse(JSON.parse(readFileSync(pointer, 'utf8'))).file : null;
}

/** The index that a pointer names. Throws where its file is not there. */
export function indexOfPointer(folder: string, pointer: IndexPointer): CurrentIndex {
  const path = join(folder, pointer.file);
  const { size } = statSync(path);
  const damage = pointer.seal && size !== pointer.seal.bytes ? describeSize(pointer.seal.bytes, size) : null;
  return { ...pointer, path, damage: damage ?? (isMarkedDamaged(path) ? 'its bytes are not the ones that it was built with' : null) };
}
