import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PartFile } from '../part-file.ts';
import type { WrittenFile } from '../types.ts';
import { isLaidOut, layOut, lineAt } from './python-json.ts';

/** Writes the JSON files of a mirror below a folder, as the dataset's generator lays them out. */
export class FolderWriter {
  readonly files: WrittenFile[] = [];
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get bytes(): number {
    return this.files.reduce((sum, file) => sum + file.bytes, 0);
  }

  /** A file of one array of records. */
  writeArray(path: string, records: Iterable<Buffer>): void {
    this.writeFile(path, (file) => putArray(file, records, 0));
  }

  /** A file of one object with an array of records under one key. */
  writeArrayUnder(path: string, key: string, records: Iterable<Buffer>): void {
    this.writeFile(path, (file) => {
      file.write(`{${lineAt(1)}${JSON.stringify(key)}: `);
      putArray(file, records, 1);
      file.write(`${lineAt(0)}}`);
    });
  }

  copyChunks(path: string, chunks: Iterable<Buffer>): void {
    this.writeFile(path, (file) => {
      for (const chunk of chunks) file.writeBytes(chunk);
    });
  }

  private writeFile(path: string, put: (file: PartFile) => void): void {
    const absolute = join(this.folder, ...path.split('/'));
    mkdirSync(dirname(absolute), { recursive: true });
    const file = new PartFile(absolute);
    try {
      put(file);
      this.files.push({ path, ...file.finish() });
    } finally {
      file.close();
    }
  }
}

/** Records keep their bytes where they are laid out as `json.dump(indent=4)` does it, and are laid out so otherwise. */
function putArray(file: PartFile, records: Iterable<Buffer>, level: number): void {
  let isFirst = true;
  for (const record of records) {
    file.write(`${isFirst ? '[' : ','}${lineAt(level + 1)}`);
    isFirst = false;
    if (isLaidOut(record, level + 1)) file.writeBytes(record);
    else file.write(layOut(record.toString('utf8'), level + 1));
  }
  file.write(isFirst ? '[]' : `${lineAt(level)}]`);
}
