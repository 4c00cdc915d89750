import { closeSync, constants, lstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportCheck } from '../../shared/contract/index.ts';
import { codeOf, messageOf } from '../../shared/result.ts';
import type { WorkControl } from '../index/index.ts';
import { hashFile } from '../mirror/index.ts';
import type { JoinedSource } from '../query/index.ts';
import { namedSource } from './manifest.ts';
import { startMeter, type Meter } from './meter.ts';
import { walkFolder } from './mirror-folder/walk.ts';
import { isBelow } from './paths.ts';
import { readManifest } from './read-manifest.ts';
import { folderManifestName } from './target.ts';

/** The first failures are told one by one. */
const mostFailures = 200;

/**
 * Compares an export with its manifest: size and SHA-256 of every file, files and bytes of every clone (git names what is in them by its
 * content), and what lies in an exported folder that no export put there; the PeaTMOSS database that it names with those `joined` here. Throws as `readManifest` does, and `cancelled`.
 */
export function verifyExport(place: string, control: WorkControl, joined: readonly JoinedSource[] = []): ExportCheck {
  const { path, folder, manifest } = readManifest(place);
  const failures: ExportCheck['failures'] = [];
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const meter = startMeter(control, { phase: 'Hashing files', total, unit: 'bytes' });
  let failed = 0;
  const fail = (file: string, reason: string): void => {
    failed += 1;
    if (failures.length < mostFailures) failures.push({ path: file, reason });
  };
  let bytes = 0;
  for (const file of manifest.files) {
    const reason = isBelow(file.path) ? compareFile(join(folder, ...file.path.split('/')), file, meter, bytes) : 'The manifest names a place outside of the export.';
    if (reason !== null) fail(file.path, reason);
    bytes += file.bytes;
  }
  const clones = startMeter(control, { phase: 'Counting clones', total: manifest.clones.length, unit: 'repositories' });
  manifest.clones.forEach((clone, done) => {
    clones.at(done);
    const reason = isBelow(clone.path) ? compareClone(join(folder, ...clone.path.split('/')), clone, () => clones.at(done)) : 'The manifest names a place outside of the export.';
    if (reason !== null) fail(clone.path, reason);
  });
  if (path.endsWith(folderManifestName)) for (const added of unexpected(folder, manifest)) fail(added, 'It is not in the manifest.');
  return { path, format: manifest.format, packages: manifest.counts.packages, files: manifest.files.length, clones: manifest.clones.length, bytes: total + manifest.clones.reduce((sum, clone) => sum + clone.bytes, 0), failed, failures, peatmoss: namedSource(manifest.peatmoss, joined) };
}

function compareFile(absolute: string, { bytes, sha256 }: { readonly bytes: number; readonly sha256: string }, meter: Meter, before: number): string | null {
  let descriptor: number;
  try {
    const stat = lstatSync(absolute);
    if (!stat.isFile()) return 'It is not a file.';
    if (stat.size !== bytes) return `It has ${stat.size.toLocaleString('en')} bytes; the manifest says ${bytes.toLocaleString('en')}.`;
    descriptor = openSync(absolute, constants.O_RDONLY);
  } catch (error) {
    return unreadable(error);
  }
  try {
    const hashed = hashFile(descriptor, (read) => meter.at(before + read));
    return hashed.sha256 === sha256 ? null : 'Its SHA-256 is another one than the manifest says.';
  } finally {
    closeSync(descriptor);
  }
}

function unreadable(error: unknown): string {
  return codeOf(error) === 'ENOENT' ? 'It is not there.' : `It cannot be read: ${messageOf(error)}`;
}

function compareClone(absolute: string, { files, bytes }: { readonly files: number; readonly bytes: number }, tick: () => void): string | null {
  let found = 0;
  let size = 0;
  try {
    if (!lstatSync(absolute).isDirectory()) return 'It is not a folder.';
    for (const entry of walkFolder(absolute)) {
      tick();
      if (entry.kind !== 'file') continue;
      found += 1;
      size += entry.stat.size;
    }
  } catch (error) {
    return unreadable(error);
  }
  if (found === files && size === bytes) return null;
  return `It has ${found.toLocaleString('en')} files of ${size.toLocaleString('en')} bytes; the manifest says ${files.toLocaleString('en')} of ${bytes.toLocaleString('en')}.`;
}

/** Files of an exported folder that are neither named nor in a named clone. */
function* unexpected(folder: string, manifest: { readonly files: readonly { readonly path: string }[]; readonly clones: readonly { readonly path: string }[] }): Generator<string> {
  const files = new Set([folderManifestName, ...manifest.files.map(({ path }) => path)]);
  const clones = new Set(manifest.clones.map(({ path }) => path));
  const open = [''];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (clones.has(path)) continue;
      if (entry.isDirectory()) open.push(path);
      else if (!files.has(path)) yield path;
    }
  }
}
