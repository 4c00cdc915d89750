import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Hash of the names, modes, times and contents of everything below a folder, so that any write into it shows. */
export async function snapshotOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const visit = async (at: string): Promise<void> => {
    for (const name of readdirSync(at).sort()) {
      const inside = join(at, name);
      const stat = lstatSync(inside);
      hash.update(`${inside}\t${stat.mode}\t${stat.mtimeMs}\n`);
      if (stat.isSymbolicLink()) hash.update(readlinkSync(inside));
      else if (stat.isDirectory()) await visit(inside);
      else if (stat.isFile()) for await (const chunk of createReadStream(inside)) hash.update(chunk as Buffer);
    }
  };
  await visit(folder);
  return hash.digest('hex');
}

/** Files, not folders, below a folder; none where it does not exist. */
export function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isFile() === true);
}
