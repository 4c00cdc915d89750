import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { hashFile } from '../mirror/index.ts';

/** How much is gathered before it goes to the disk. */
const bufferedBytes = 256 * 1024;

/** A new file that is written front to back, hashed on the way and synced at its end. */
export class PartFile {
  private readonly descriptor: number;
  private readonly hash = createHash('sha256');
  private text = '';
  private bytes = 0;
  private isOpen = true;

  /** Throws where the file exists already or cannot be made. */
  constructor(path: string) {
    this.descriptor = openSync(path, 'wx');
  }

  write(text: string): void {
    this.text += text;
    if (this.text.length >= bufferedBytes) this.flush();
  }

  /** Bytes that go into the file as they are. */
  writeBytes(bytes: Uint8Array): void {
    this.flush();
    this.put(bytes);
  }

  /** Syncs and closes the file; tells what is in it. */
  finish(): { readonly bytes: number; readonly sha256: string } {
    this.flush();
    fsyncSync(this.descriptor);
    this.close();
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    closeSync(this.descriptor);
  }

  private flush(): void {
    if (this.text === '') return;
    const bytes = Buffer.from(this.text, 'utf8');
    this.text = '';
    this.put(bytes);
  }

  private put(bytes: Uint8Array): void {
    this.hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at, bytes.length - at);
    this.bytes += bytes.length;
  }
}

/** Size and SHA-256 of a file that something else has written, which is synced. */
export function hashAndSync(path: string): { readonly bytes: number; readonly sha256: string } {
  const descriptor = openSync(path, 'r+');
  try {
    const hashed = hashFile(descriptor);
    fsyncSync(descriptor);
    return hashed;
  } finally {
    closeSync(descriptor);
  }
}
