import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Room on the disk for what waits to be sorted: made when it is first needed, and gone with whoever holds it. */
export class ScratchFile {
  private readonly path: string;
  private descriptor = -1;
  private length = 0;
  private hasName = false;

  /** `path`: of a file that does not exist; one that is left behind is removed with the half-built index whose name it begins with. */
  constructor(path: string) {
    this.path = path;
  }

  /** Writes bytes behind the last ones, and returns where they begin. */
  append(bytes: Uint8Array): number {
    if (this.descriptor < 0) this.open();
    const start = this.length;
    for (let done = 0; done < bytes.length; ) done += writeSync(this.descriptor, bytes, done, bytes.length - done, start + done);
    this.length += bytes.length;
    return start;
  }

  /** Fills all of `into` from a place on. */
  read(into: Uint8Array, start: number): void {
    for (let done = 0; done < into.length; ) {
      const count = readSync(this.descriptor, into, done, into.length - done, start + done);
      if (count === 0) throw new Error('What was put aside for sorting cannot be read back');
      done += count;
    }
  }

  close(): void {
    if (this.descriptor < 0) return;
    closeSync(this.descriptor);
    this.descriptor = -1;
    if (this.hasName) rmSync(this.path, { force: true });
  }

  private open(): void {
    this.descriptor = openSync(this.path, 'wx+');
    try {
      rmSync(this.path);
    } catch {
      // Some systems keep the name of an open file.
      this.hasName = true;
    }
  }
}
