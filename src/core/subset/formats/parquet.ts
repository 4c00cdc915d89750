import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { HubId } from '../../../shared/domain/index.ts';
import { exportColumns, type ExportColumn } from '../columns.ts';
import { PageBytes } from '../parquet/bytes.ts';
import { leavesOf } from '../parquet/columns.ts';
import type { Chunk } from '../parquet/leaf.ts';
import { PartFile } from '../part-file.ts';
import type { PartEncoder, PartWriter } from '../row-writer.ts';
import type { TableFormat } from '../types.ts';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** Rows of a row group: what is held in memory at a time, and what a reader can skip by its statistics. */
const groupRows = 10_000;

const repetition = (required: boolean): 'REQUIRED' | 'OPTIONAL' => (required ? 'REQUIRED' : 'OPTIONAL');
const textLeaf = (name: string, required: boolean): SchemaElement => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' }, repetition_type: repetition(required) });
const flagLeaf = (name: string): SchemaElement => ({ name, type: 'BOOLEAN', repetition_type: 'REQUIRED' });
/** Three levels, as the format's LogicalTypes.md has lists. */
const list = (name: string, element: readonly SchemaElement[]): readonly SchemaElement[] => [
  { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
];
const group = (children: readonly SchemaElement[]): readonly SchemaElement[] => [{ name: 'element', repetition_type: 'REQUIRED', num_children: children.length }, ...children];

function schemaOf({ name, kind, required }: ExportColumn): readonly SchemaElement[] {
  switch (kind) {
    case 'text':
      return [textLeaf(name, required)];
    case 'time':
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: repetition(required) }];
    case 'integer':
      return [{ name, type: 'INT64', repetition_type: repetition(required) }];
    case 'boolean':
      return [flagLeaf(name)];
    case 'texts':
      return list(name, [textLeaf('element', true)]);
    case 'lineage':
      return list(name, group([textLeaf('base', true), textLeaf('relation', true), textLeaf('source', true), flagLeaf('in_mirror')]));
    case 'claims':
      return list(
        name,
        group([textLeaf('task', false), textLeaf('dataset', false), textLeaf('metric', true), textLeaf('value', true), { name: 'number', type: 'DOUBLE', repetition_type: 'OPTIONAL' }, flagLeaf('strict'), textLeaf('source', true)]),
      );
  }
}

/** What the footer tells of a row group; places count from the group's start. */
interface GroupFacts {
  readonly columns: readonly Chunk[];
}

/** A row group by itself, gathered column by column. */
export function encodeGroups(columns: readonly ExportColumn[]): PartEncoder<GroupFacts> {
  const gathered = columns.map(leavesOf);
  const into = new PageBytes();
  return {
    fields: columns.map(({ field }) => field),
    packages: groupRows,
    encode: (blocks, _isFirst, pause) => {
      const byHub = new Map<HubId, number>();
      let packages = 0;
      for (const block of blocks) {
        pause();
        for (const column of gathered) column.add(block);
        block.countHubs(byHub);
        packages += block.count;
      }
      into.clear();
      const chunks = gathered.flatMap(({ leaves }) =>
        leaves.map((leaf) => {
          pause();
          return leaf.write(into);
        }),
      );
      return { packages, byHub: [...byHub], bytes: into.view(), facts: { columns: chunks } };
    },
  };
}

function openGroups(path: string, columns: readonly ExportColumn[]): PartWriter<GroupFacts> {
  const file = new PartFile(path);
  const bytes = new ByteWriter();
  const schema = [{ name: 'package', num_children: columns.length }, ...columns.flatMap(schemaOf)];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'PTMTorrent Explorer' });
  /** Its own offset counts on. */
  const moveToFile = (): void => {
    file.writeBytes(bytes.getBytes());
    bytes.index = 0;
  };
  return {
    encoder: encodeGroups(columns),
    append: ({ packages, bytes: group, facts }) => {
      moveToFile();
      const rows = BigInt(packages);
      writer.num_rows += rows;
      writer.row_groups.push({
        columns: facts.columns.map((chunk) => movedBy(BigInt(bytes.offset), chunk)),
        num_rows: rows,
        total_byte_size: facts.columns.reduce((sum, { meta_data: chunk }) => sum + (chunk?.total_uncompressed_size ?? 0n), 0n),
        total_compressed_size: BigInt(group.length),
      });
      file.writeBytes(group);
      bytes.offset += group.length;
    },
    finish: () => {
      void writer.finish();
      moveToFile();
      return file.finish();
    },
    close: () => file.close(),
  };
}

function movedBy(start: bigint, chunk: Chunk): Chunk {
  const { meta_data: facts } = chunk;
  if (!facts) return chunk;
  const { dictionary_page_offset: dictionary } = facts;
  return {
    ...chunk, file_offset: chunk.file_offset + start,
    meta_data: { ...facts, data_page_offset: facts.data_page_offset + start, ...(dictionary === undefined ? {} : { dictionary_page_offset: dictionary + start }) },
  };
}

/** Apache Parquet: typed columns, nested lists, statistics per row group; Snappy. */
export const parquet: TableFormat = {
  kind: 'table',
  info: { id: 'parquet', group: 'table', title: 'Parquet', description: 'Typed columns with nested lists, for DuckDB, pandas, Spark and Arrow.', target: 'file', extension: 'parquet', choosable: true, choices: ['hubs'] },
  columns: exportColumns.map(({ name }) => name),
  notes: ['Apache Parquet, Snappy, one row per package; lists are three-level LISTs; times are TIMESTAMP_MILLIS in UTC.'],
  open: openGroups,
};
