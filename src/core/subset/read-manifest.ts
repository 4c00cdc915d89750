import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { exportFormats, exportOptionsSchema } from '../../shared/contract/exports.ts';
import { manifestSelectionSchema } from '../../shared/contract/manifest.ts';
import { lazily } from '../../shared/lazily.ts';
import { joinedSourceSchema } from '../../shared/contract/peatmoss.ts';
import { ExpectedError, messageOf } from '../../shared/result.ts';
import { folderManifestName, manifestPathOf } from './target.ts';

/** A list of packages is the largest part of one: packed, five million take some 60 MB. Bytes. */
const largestManifest = 256 * 1024 * 1024;

const manifestSchema = lazily(() => z.object({
  manifest: z.literal(1),
  format: z.enum(exportFormats),
  app: z.object({ version: z.string() }),
  mirror: z.object({ fingerprint: z.string() }).nullable().default(null),
  index: z.object({ fingerprint: z.string() }),
  peatmoss: joinedSourceSchema().nullable().default(null),
  selection: manifestSelectionSchema(),
  options: exportOptionsSchema(),
  counts: z.object({ packages: z.number(), byHub: z.record(z.string(), z.number()) }),
  columns: z.array(z.string()).nullable().default(null),
  files: z.array(z.object({ path: z.string().min(1), bytes: z.number(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  clones: z.array(z.object({ path: z.string().min(1), files: z.number(), bytes: z.number() })).default([]),
}));

export type Manifest = z.output<ReturnType<typeof manifestSchema>>;

export interface FoundManifest {
  readonly path: string;
  /** What its paths are relative to. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * The manifest of an export, given itself, the exported file that it stands beside, or the exported folder that it lies in. Throws
 * `not-found` where there is none, `refused` for what is none, `unreadable`.
 */
export function readManifest(place: string): FoundManifest {
  const path = [place, join(place, folderManifestName), manifestPathOf(place)].find((candidate) => isManifestName(candidate) && isFile(candidate));
  if (path === undefined) throw new ExpectedError('not-found', `${place} is no export of this program, or not there: no manifest stands beside it or in it.`, `Name the exported file or folder, or its manifest (${folderManifestName}, *.manifest.json).`);
  return { path, folder: dirname(path), manifest: parseManifest(path) };
}

function isManifestName(path: string): boolean {
  return path.endsWith('.manifest.json') || path.endsWith(folderManifestName);
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}

function parseManifest(path: string): Manifest {
  let value: unknown;
  try {
    if (lstatSync(path).size > largestManifest) throw new ExpectedError('refused', `${path} is too large for a manifest.`);
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    if (error instanceof SyntaxError) throw new ExpectedError('refused', `${path} is not JSON: ${error.message}`);
    throw new ExpectedError('unreadable', `${path} cannot be read: ${messageOf(error)}`);
  }
  const parsed = manifestSchema().safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ExpectedError('refused', `${path} is not a manifest of this program: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
