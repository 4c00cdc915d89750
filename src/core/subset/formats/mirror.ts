import type { HubId } from '../../../shared/domain/index.ts';
import { ExpectedError } from '../../../shared/result.ts';
import { hubOfNumber } from '../../index/index.ts';
import { startMeter } from '../meter.ts';
import { checkSpace, copyClones, measureClones } from '../mirror-folder/clones.ts';
import { writeCompanions } from '../mirror-folder/companions.ts';
import { FolderWriter } from '../mirror-folder/folder-writer.ts';
import { writeRecords } from '../mirror-folder/records.ts';
import { chosenWhere, countByHub, hasFolder, leftOut } from '../selection.ts';
import type { ExportWork, FolderContent, FolderFormat, LeftOut } from '../types.ts';

/** A smaller mirror, laid out as the dataset's generator writes it, that this program and the dataset's tools can read. */
export const mirrorSubset: FolderFormat = {
  kind: 'folder',
  info: { id: 'mirror', title: 'Mirror subset', description: "A folder with the chosen packages' original records, and their clones if wanted.", target: 'folder', extension: '', choosable: false },
  notes: [
    'Records keep their bytes, ids and order; those of compact files and of JSON lines are laid out as json.dump(indent=4) does.',
    'Clones are listed with their HEAD commit and their bytes; their files are not hashed here, since git names them by their content.',
    'The HTML pages below html/metadata are not part of a subset.',
  ],
  write,
};

const hasRecord = '(p.unified_file IS NOT NULL OR p.metadata_file IS NOT NULL)';
const isWritable = `(${hasRecord} OR ${hasFolder})`;

function write(work: ExportWork, folder: string): FolderContent {
  const { database } = work.context;
  const hubs = countByHub(database, work.chosen, work.withClones ? isWritable : hasRecord);
  const packages = hubs.reduce((sum, hub) => sum + hub.packages, 0);
  if (packages === 0) throw nothingToWrite(work);
  const clones = work.withClones ? measureClones(work) : [];
  const size = recordSize(work);
  checkSpace(folder, size.bytes, clones);
  const writer = new FolderWriter(folder);
  const into = { writer, meter: startMeter(work.control, { phase: 'Writing records', total: size.records, unit: 'records' }), count: { done: 0 } };
  const lost: LeftOut[] = [...withoutRecord(work), ...(work.withClones ? insideArchives(work) : [])];
  for (const { hub } of hubs) {
    writeRecords(work, hub, 'unified', into);
    writeRecords(work, hub, 'metadata', into);
    lost.push(...writeCompanions(work, hub, writer));
  }
  const copied = copyClones(work, clones, folder);
  return {
    packages,
    byHub: Object.fromEntries(hubs.map(({ hub, packages: count }) => [hub, count])) as Partial<Record<HubId, number>>,
    bytes: writer.bytes + copied.bytes,
    files: writer.files,
    clones: copied.clones,
    leftOut: [...lost, ...copied.leftOut],
  };
}

/** Records of the chosen packages and their bytes. */
function recordSize(work: ExportWork): { readonly records: number; readonly bytes: number } {
  const where = chosenWhere(work.chosen, '1');
  return (
    work.context.database
      .prepare<string[], { records: number; bytes: number }>(
        `SELECT count(p.unified_file) + count(p.metadata_file) AS records,
           coalesce(sum(p.unified_length), 0) + coalesce(sum(p.metadata_length), 0) AS bytes FROM package AS p ${where.sql}`,
      )
      .get(...where.params) ?? { records: 0, bytes: 0 }
  );
}

/** Packages that are known from their clones alone: with the clones they are found again, without them nothing tells of them. */
function withoutRecord(work: ExportWork): readonly LeftOut[] {
  const where = chosenWhere(work.chosen, `NOT ${work.withClones ? isWritable : hasRecord}`);
  const { database } = work.context;
  const count = database.prepare<string[], number>(`SELECT count(*) FROM package AS p ${where.sql}`).pluck().get(...where.params) ?? 0;
  if (count === 0) return [];
  const examples = database
    .prepare<string[], { hub: number; name: string }>(`SELECT p.hub, p.name FROM package AS p ${where.sql} ORDER BY p.id LIMIT 20`)
    .all(...where.params);
  return [leftOut('Known from its clone only: it has no record.', count, examples.map(({ hub, name }) => `${hubOfNumber(hub)}/${name}`))];
}

function insideArchives(work: ExportWork): readonly LeftOut[] {
  const where = chosenWhere(work.chosen, `NOT ${hasFolder}`);
  const paths = work.context.database
    .prepare<string[], string>(`SELECT DISTINCT r.path FROM package AS p JOIN repository AS r ON r.id = p.repository ${where.sql} ORDER BY r.path`)
    .pluck()
    .all(...where.params);
  return paths.length === 0 ? [] : [leftOut('The clone lies inside an archive.', paths.length, paths.slice(0, 20))];
}

function nothingToWrite(work: ExportWork): ExpectedError {
  return withoutRecord(work).length > 0
    ? new ExpectedError('refused', 'The chosen packages are known from their clones only: they have no records.', work.withClones ? 'Their clones lie inside archives: unpack those first.' : 'Export them with their clones.')
    : new ExpectedError('refused', 'The selection holds no package.', 'Choose at least one.');
}
