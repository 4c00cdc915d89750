import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { currentIndex, openUserDatabase } from '../../src/core/index/index.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { thrownBy } from '../fixtures/thrown.ts';
import { startTestEngine } from './support/engine.ts';

function writeFully(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Too large for the disk, however small an index of so many models gets. */
const manyModels = 12_000;

test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a disk that gets full: said, the last good index stays, nothing half made is left (skipped: only root on Linux mounts a small disk)', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'ptmx-space-'));
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    context.skip('this machine does not let root mount a small disk');
  }
  try {
    const mirror = join(folder, 'mirror');
    const program = startTestEngine(join(disk, 'data'));
    writeHuggingFaceMirror(mirror, { models: 100, seed: 5 });
    const id = await program.index([mirror]);
    const before = currentIndex(program.dataDir, id);
    writeHuggingFaceMirror(mirror, { models: manyModels, seed: 5 });
    for (const how of [{ refresh: true }, { rebuild: true }]) {
      const { job } = await program.call('mirrors.open', { paths: [mirror], ...how });
      expect(await program.finished(job ?? '')).toMatchObject({ state: 'failed', error: { code: 'no-space', hint: expect.stringContaining('--data-dir') } });
      expect(currentIndex(program.dataDir, id)).toEqual(before);
      expect(readdirSync(join(program.dataDir, 'indexes', id)).sort()).toEqual(['current.json', before?.file]);
    }
    expect((await program.call('packages.search', { mirror: id, query: '' })).total).toBe(100);
    await program.engine.close();
    writeFully(join(disk, 'all-that-is-left'));
    expect(thrownBy(() => openUserDatabase(program.dataDir))).toMatchObject({ code: 'no-space', message: `There is no space left in the data folder ${program.dataDir}.` });
  } finally {
    execFileSync('umount', ['-l', disk]);
    rmSync(folder, { recursive: true, force: true });
  }
});
