import type { Stats } from 'node:fs';

/** What takes the files of clones. Paths are below it, with forward slashes; folders come before what is in them. */
export interface CloneTarget {
  folder(path: string, mode: number): void;
  /** These answer null, or why it could not be taken. */
  link(path: string, to: string): string | null;
  bytes(path: string, bytes: Buffer, mode: number): string | null;
  /** `advance` is told of bytes as they are taken. */
  file(path: string, from: string, stat: Stats, advance: (bytes: number) => void): string | null;
  /** After the last file. */
  finish(): void;
}
