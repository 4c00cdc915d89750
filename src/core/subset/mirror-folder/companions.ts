import type { HubId } from '../../../shared/domain/index.ts';
import { hubNumber } from '../../index/index.ts';
import { folderOfAddress, readRecords, slugKey, text, type MirrorFile } from '../../mirror/index.ts';
import { chosenWhere, leftOut } from '../selection.ts';
import type { ExportWork, LeftOut } from '../types.ts';
import type { FolderWriter } from './folder-writer.ts';
import { layOut } from './python-json.ts';
import { fieldsOfRecord, openSource, recordReader, type Fields } from './source.ts';

/** Writes what a hub's packages need besides their own records; tells what could not be written. */
type Companion = (work: ExportWork, writer: FolderWriter) => readonly LeftOut[];

const companions: Partial<Readonly<Record<HubId, Companion>>> = { modelzoo: writeModelZooLists, onnxmodelzoo: writeOnnxClasses };

/** The hub's further metadata files, cut to the chosen packages. */
export function writeCompanions(work: ExportWork, hub: HubId, writer: FolderWriter): readonly LeftOut[] {
  return companions[hub]?.(work, writer) ?? [];
}

const ignore = (): void => undefined;

/**
 * Model Zoo: the list `{"models": […]}` by title and link, which is the only place of the slugs, and the file of each
 * slug. A slug becomes a file's name, so one that could lead elsewhere is left out.
 */
function writeModelZooLists(work: ExportWork, writer: FolderWriter): readonly LeftOut[] {
  const wanted = new Set<string>();
  for (const { fields } of chosenMetadata(work, 'modelzoo')) wanted.add(slugKey(fields));
  const path = 'data/modelzoo/json/metadata/mz_metadata.json';
  const list = openSource(work.context, 'modelzoo', path);
  if (!list) return [];
  const slugs = new Set<string>();
  const isWanted = (model: Fields): boolean => {
    if (!wanted.has(slugKey(model))) return false;
    const slug = text(model['slug']);
    if (slug !== null) slugs.add(slug);
    return true;
  };
  if (startsWithArray(list)) writer.writeArray(path, models(list, isWanted));
  else writer.writeArrayUnder(path, 'models', models(list, isWanted));
  return writeSlugFiles(work, writer, slugs);
}

function startsWithArray(file: MirrorFile): boolean {
  return /^\uFEFF?\s*\[/.test(file.read(0, 64).toString('utf8'));
}

/** The wanted models of the list with their own bytes, whether it holds them under `models` or is itself the list. */
function* models(list: MirrorFile, isWanted: (model: Fields) => boolean): Generator<Buffer> {
  for (const record of readRecords(list, ignore)) {
    const bytes = list.read(record.offset, record.length);
    const nested = record.value['models'];
    if (!Array.isArray(nested)) {
      if (isWanted(record.value)) yield bytes;
      continue;
    }
    const found = elementsOfModels(list, bytes);
    if (found.length === nested.length) {
      for (const element of found) if (isWanted(element.fields)) yield element.bytes;
    } else {
      for (const model of nested as readonly unknown[]) {
        const fields = typeof model === 'object' && model !== null ? (model as Fields) : {};
        if (isWanted(fields)) yield Buffer.from(layOut(JSON.stringify(model), 2));
      }
    }
  }
}

/** Read as a file of its own that starts at the array; a quote inside a string is escaped, so that the key is found. */
function elementsOfModels(list: MirrorFile, bytes: Buffer): { readonly fields: Fields; readonly bytes: Buffer }[] {
  const key = /"models"\s*:\s*\[/.exec(bytes.toString('latin1'));
  if (!key) return [];
  const array = bytes.subarray(key.index + key[0].length - 1);
  const found: { fields: Fields; bytes: Buffer }[] = [];
  for (const { value, offset, length } of readRecords({ ...list, chunks: () => [array] }, ignore)) {
    found.push({ fields: value, bytes: array.subarray(offset, offset + length) });
  }
  return found;
}

function writeSlugFiles(work: ExportWork, writer: FolderWriter, slugs: ReadonlySet<string>): readonly LeftOut[] {
  const unsafe: string[] = [];
  const written = new Set<string>();
  for (const slug of [...slugs].sort()) {
    if (!/^[\w][\w.-]{0,200}$/.test(slug)) {
      unsafe.push(slug);
      continue;
    }
    // Two slugs that differ only in case are one file where the disk ignores case.
    if (written.has(slug.toLowerCase())) continue;
    const path = `data/modelzoo/json/metadata/models/${slug}_metadata.json`;
    const file = openSource(work.context, 'modelzoo', path);
    if (!file) continue;
    written.add(slug.toLowerCase());
    writer.copyChunks(path, file.chunks());
  }
  return unsafe.length === 0 ? [] : [leftOut('The file of a slug that cannot be a file name.', unsafe.length, unsafe)];
}

/** ONNX: the classes, which models find by the folder that their address names. */
function writeOnnxClasses(work: ExportWork, writer: FolderWriter): readonly LeftOut[] {
  const wanted = new Set<string>();
  for (const { url, fields } of chosenMetadata(work, 'onnxmodelzoo')) wanted.add(folderOfAddress(text(fields['GitHub URL']) ?? url ?? ''));
  const path = 'data/onnxmodelzoo/json/metadata/omz_metadata.json';
  const list = openSource(work.context, 'onnxmodelzoo', path);
  if (list) writer.writeArray(path, classes(list, wanted));
  return [];
}

function* classes(list: MirrorFile, wanted: ReadonlySet<string>): Generator<Buffer> {
  for (const record of readRecords(list, ignore)) {
    const folder = text(record.value['RepoREADMEPath']);
    if (folder !== null && wanted.has(folderOfAddress(folder))) yield list.read(record.offset, record.length);
  }
}

interface ChosenMetadata {
  readonly url: string | null;
  /** Empty where the package has no metadata of its own. */
  readonly fields: Fields;
}

function* chosenMetadata(work: ExportWork, hub: HubId): Generator<ChosenMetadata> {
  const where = chosenWhere(work.chosen, `p.hub = ${hubNumber(hub)}`);
  const rows = work.context.database
    .prepare<string[], { url: string | null; path: string | null; offset: number; length: number }>(
      `SELECT p.url, f.path, p.metadata_offset AS offset, p.metadata_length AS length
       FROM package AS p LEFT JOIN source_file AS f ON f.id = p.metadata_file ${where.sql} ORDER BY p.metadata_file, p.metadata_offset`,
    )
    .iterate(...where.params);
  const readers = new Map<string, (offset: number, length: number) => Fields>();
  for (const { url, path, offset, length } of rows) {
    if (path !== null && !readers.has(path)) readers.set(path, fieldReader(work, hub, path));
    yield { url, fields: readers.get(path ?? '')?.(offset, length) ?? {} };
  }
}

function fieldReader(work: ExportWork, hub: HubId, path: string): (offset: number, length: number) => Fields {
  const file = openSource(work.context, hub, path);
  if (!file) return () => ({});
  const read = recordReader(file);
  return (offset, length) => fieldsOfRecord(file, read(offset, length));
}
