import type { HubId } from '../../../shared/domain/index.ts';
import { ExpectedError } from '../../../shared/result.ts';
import { hubOfNumber } from '../../index/index.ts';
import { startMeter } from '../meter.ts';
import { copyClones, measureClones, noClones } from './clones.ts';
import { writeCompanions } from './companions.ts';
import { DiskTarget } from './disk-target.ts';
import { FolderWriter } from './folder-writer.ts';
import { writeRecords } from './records.ts';
import { chosenWhere, countByHub, hasFolder, leftOut } from '../selection.ts';
import type { ExportWork, FolderContent, FolderPlace, FolderSize, LeftOut } from '../types.ts';

const hasRecord = '(p.unified_file IS NOT NULL OR p.metadata_file IS NOT NULL)';
const isWritable = `(${hasRecord} OR ${hasFolder})`;

/** How much a mirror subset would write. */
export function measure(work: ExportWork): FolderSize {
  const where = chosenWhere(work.chosen, work.options.withClones ? isWritable : hasRecord);
  const any = work.context.database.prepare<string[], number>(`SELECT 1 FROM package AS p ${where.sql} LIMIT 1`).pluck().get(...where.params);
  if (any === undefined) throw nothingToWrite(work);
  return { records: recordSize(work), clones: work.options.withClones ? measureClones(work) : noClones };
}

/** Writes records and clones of the chosen packages as a smaller mirror. */
export function write(work: ExportWork, { records, clones }: FolderSize, { folder, archive }: FolderPlace): FolderContent {
  const { withClones, copyBy } = work.options;
  const hubs = countByHub(work.context.database, work.chosen, withClones ? isWritable : hasRecord);
  const writer = new FolderWriter(folder);
  const into = { writer, meter: startMeter(work.control, { phase: 'Writing records', total: records.count, unit: 'records' }), count: { done: 0 }, ids: new Map<HubId, number>() };
  const lost: LeftOut[] = [...withoutRecord(work), ...(withClones ? insideArchives(work) : [])];
  for (const { hub } of hubs) {
    writeRecords(work, hub, 'unified', into);
    writeRecords(work, hub, 'metadata', into);
    lost.push(...writeCompanions(work, hub, writer));
  }
  const copied = copyClones(work, clones, archive ?? new DiskTarget(folder, copyBy));
  return {
    packages: hubs.reduce((sum, hub) => sum + hub.packages, 0),
    byHub: Object.fromEntries(hubs.map(({ hub, packages: count }) => [hub, count])) as Partial<Record<HubId, number>>,
    bytes: writer.bytes + copied.bytes,
    files: writer.files,
    clones: copied.clones,
    leftOut: [...lost, ...copied.leftOut],
  };
}

/** Records of the chosen packages and their bytes. */
function recordSize(work: ExportWork): FolderSize['records'] {
  const where = chosenWhere(work.chosen, '1');
  return (
    work.context.database
      .prepare<string[], { count: number; bytes: number }>(
        `SELECT count(p.unified_file) + count(p.metadata_file) AS count,
           coalesce(sum(p.unified_length), 0) + coalesce(sum(p.metadata_length), 0) AS bytes FROM package AS p ${where.sql}`,
      )
      .get(...where.params) ?? { count: 0, bytes: 0 }
  );
}

/** Packages that are known from their clones alone: with the clones they are found again, without them nothing tells of them. */
function withoutRecord(work: ExportWork): readonly LeftOut[] {
  const where = chosenWhere(work.chosen, `NOT ${work.options.withClones ? isWritable : hasRecord}`);
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
    ? new ExpectedError('refused', 'The chosen packages are known from their clones only: they have no records.', work.options.withClones ? 'Their clones lie inside archives: unpack those first.' : 'Export them with their clones.')
    : new ExpectedError('refused', 'The selection holds no package.', 'Choose at least one.');
}
