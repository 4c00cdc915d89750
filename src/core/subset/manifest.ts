import { createHash } from 'node:crypto';
import { exportOptionsSchema } from '../../shared/contract/exports.ts';
import type { CallAnswer, NamedSource } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { schemaVersion, type ReadDatabase } from '../index/index.ts';
import { joinedSource, type JoinedSource, type ReadContext, usedSource } from '../query/index.ts';
import { sharedDefinition } from '../named-subsets/index.ts';
import { readManifest } from './read-manifest.ts';
import type { ChosenPackages } from './selection.ts';
import type { CopiedClone, ExportChoices, ExportFormat, LeftOut, Selection, WrittenFile } from './types.ts';

export interface ManifestInput {
  readonly database: ReadDatabase;
  readonly format: ExportFormat;
  /** Of a table. */
  readonly columns?: readonly string[];
  readonly appVersion: string;
  readonly chosen: ChosenPackages;
  readonly options: ExportChoices;
  readonly packages: number;
  readonly byHub: Partial<Readonly<Record<HubId, number>>>;
  readonly files: readonly WrittenFile[];
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly LeftOut[];
  readonly clones?: readonly CopiedClone[] | undefined;
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
    mirror: { fingerprint: fingerprintOf(input.database) },
    index: { fingerprint: indexFingerprintOf(input.database), schemaVersion },
    ...peatmossOf(input.database),
    selection: writtenSelection(chosen.selection),
    order: chosen.orderedBy,
    options: chosenOptions(input.options),
    counts: { packages: input.packages, byHub: input.byHub, ...(input.clones ? { clones: input.clones.length } : {}) },
    ...(input.columns ? { columns: input.columns } : {}),
    files: input.files,
    ...(input.clones ? { clones: input.clones } : {}),
    leftOut: [...chosen.leftOut, ...input.leftOut],
    ...(input.warnings.length > 0 ? { warnings: input.warnings } : {}),
    notes: [...format.notes, ...notesOf(input.options), ...chosen.notes],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function writtenSelection(selection: Selection): unknown {
  if (selection.kind === 'list' || selection.subsets === undefined) return selection;
  return { ...selection, subsets: selection.subsets.map(({ definition, ...subset }) => ({ ...subset, definition: sharedDefinition(definition) })) };
}

/** A search, an order or a column may ask for what a joined PeaTMOSS database says; then the export depends on it too. */
function peatmossOf(database: ReadDatabase): { readonly peatmoss?: JoinedSource } {
  const source = usedSource(database);
  return source === null ? {} : { peatmoss: source };
}

/** How the database that an export names stands to those that are here. */
export function namedSource(named: JoinedSource | null, here: readonly JoinedSource[]): NamedSource {
  if (named === null) return null;
  const isSame = here.some(({ sha256 }) => sha256 !== null && sha256 === named.sha256);
  return { ...named, columns: [...named.columns], state: isSame ? 'same' : here.length > 0 ? 'other' : 'absent' };
}

/** Those that are not as they are by themselves; whether clones are there is always said. */
function chosenOptions({ withClones, ...options }: ExportChoices): Readonly<Record<string, unknown>> {
  const usual = exportOptionsSchema().parse({});
  const names = ['copyBy', 'lfsContent', 'renumber', 'packed', 'byHub'] as const;
  return { withClones, ...Object.fromEntries(names.filter((name) => options[name] !== usual[name]).map((name) => [name, options[name]])) };
}

function notesOf({ withClones, copyBy, lfsContent, renumber }: ExportChoices): readonly string[] {
  return [
    ...(withClones && copyBy === 'link' ? ['The files of the clones are those of the mirror under a second name (hard links): whoever changes one changes both.'] : []),
    ...(lfsContent ? [] : ['Contents of Git LFS are left out: their pointers lie in the places of the files, as after GIT_LFS_SKIP_SMUDGE=1 git clone.']),
    ...(renumber ? ['Records have ids from 0 on, hub by hub; what names metadata (MetadataObjectID) is as it was.'] : []),
  ];
}

/** What tells one index from another: the same mirror, read into another form, may answer otherwise. SHA-256 of the number of the form, a line feed, and the mirror's fingerprint. */
export function indexFingerprintOf(database: ReadDatabase): string {
  return createHash('sha256').update(`${schemaVersion}\n${fingerprintOf(database)}`).digest('hex');
}

/** What tells one mirror from another: SHA-256 over all that was read of it. */
export function fingerprintOf(database: ReadDatabase): string {
  return database.prepare<[], string>(`SELECT value FROM meta WHERE key = 'fingerprint'`).pluck().get() ?? '';
}

/** How an export was made, to make it again. Throws as `readManifest` does. */
export function manifestOf({ database }: ReadContext, place: string): CallAnswer<'exports.manifest'> {
  const { path, manifest } = readManifest(place);
  const { format, selection, columns, options, counts, app, files, index, mirror, peatmoss } = manifest;
  // Manifests of before told the mirror's fingerprint as the index's.
  const sameIndex = mirror === null ? index.fingerprint === fingerprintOf(database) : index.fingerprint === indexFingerprintOf(database);
  const joined = joinedSource(database);
  // The subsets themselves may be millions of names: who makes it again names the manifest.
  const asked = selection.kind === 'query' && selection.subsets ? { kind: selection.kind, query: selection.query, manifest: path } : selection;
  return { path, format, selection: asked, columns, ...options, packages: counts.packages, version: app.version, sameIndex, peatmoss: namedSource(peatmoss, joined === null ? [] : [joined]), files };
}
