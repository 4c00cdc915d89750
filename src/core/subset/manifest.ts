import type { CallAnswer } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { schemaVersion, type ReadDatabase } from '../index/index.ts';
import type { ReadContext } from '../query/index.ts';
import { readManifest } from './read-manifest.ts';
import type { ChosenPackages } from './selection.ts';
import type { CopiedClone, ExportFormat, LeftOut, WrittenFile } from './types.ts';

export interface ManifestInput {
  readonly database: ReadDatabase;
  readonly format: ExportFormat;
  /** Of a table. */
  readonly columns?: readonly string[];
  readonly appVersion: string;
  readonly chosen: ChosenPackages;
  readonly withClones: boolean;
  readonly packages: number;
  readonly byHub: Partial<Readonly<Record<HubId, number>>>;
  readonly files: readonly WrittenFile[];
  readonly leftOut: readonly LeftOut[];
  readonly clones?: readonly CopiedClone[];
}

/**
 * What an export holds and how it can be made again, as JSON. It names no time and no place of this machine: the same
 * export of the same mirror gives the same bytes.
 */
export function manifestText(input: ManifestInput): string {
  const { format, chosen } = input;
  const manifest = {
    manifest: 1,
    format: format.info.id,
    app: { name: 'PTMTorrent Explorer', version: input.appVersion },
    index: { fingerprint: fingerprintOf(input.database), schemaVersion },
    selection: chosen.selection,
    order: chosen.orderedBy,
    options: { withClones: input.withClones },
    counts: { packages: input.packages, byHub: input.byHub, ...(input.clones ? { clones: input.clones.length } : {}) },
    ...(input.columns ? { columns: input.columns } : {}),
    files: input.files,
    ...(input.clones ? { clones: input.clones } : {}),
    leftOut: [...chosen.leftOut, ...input.leftOut],
    notes: [...format.notes, ...chosen.notes],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What tells one index of a mirror from another. */
export function fingerprintOf(database: ReadDatabase): string {
  return database.prepare<[], string>(`SELECT value FROM meta WHERE key = 'fingerprint'`).pluck().get() ?? '';
}

/** How an export was made, to make it again. Throws as `readManifest` does. */
export function manifestOf({ database }: ReadContext, place: string): CallAnswer<'exports.manifest'> {
  const { path, manifest } = readManifest(place);
  const { format, selection, columns, options, counts, app, files, index } = manifest;
  return { path, format, selection, columns, withClones: options.withClones, packages: counts.packages, version: app.version, sameIndex: index.fingerprint === fingerprintOf(database), files };
}
