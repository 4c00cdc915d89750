import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { exportColumns, type ExportColumn } from '../columns.ts';
import type { PackageBlock } from '../package-block.ts';
import type { Field } from '../package-fields.ts';
import { type ColumnLeaves, leavesOf } from '../parquet/columns.ts';
import { PartFile } from '../part-file.ts';
import type { BlockWriter } from '../row-writer.ts';
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

/** Gathers a row group column by column and hands it on; the file grows by row groups. */
class ParquetBlocks implements BlockWriter {
  readonly fields: readonly Field[];
  private readonly file: PartFile;
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;
  private readonly columns: readonly ColumnLeaves[];
  private rows = 0;

  constructor(path: string, columns: readonly ExportColumn[]) {
    this.file = new PartFile(path);
    this.fields = columns.map(({ field }) => field);
    this.columns = columns.map(leavesOf);
    const schema = [{ name: 'package', num_children: columns.length }, ...columns.flatMap(schemaOf)];
    this.writer = new ParquetWriter({ writer: this.bytes, schema, createdBy: 'PTMTorrent Explorer' });
  }

  addBlock(block: PackageBlock): void {
    for (const column of this.columns) column.add(block);
    this.rows += block.count;
    if (this.rows >= groupRows) this.writeGroup();
  }

  finish(): { readonly bytes: number; readonly sha256: string } {
    this.writeGroup();
    void this.writer.finish();
    this.moveToFile();
    return this.file.finish();
  }

  close(): void {
    this.file.close();
  }

  private writeGroup(): void {
    if (this.rows === 0) return;
    const start = this.bytes.offset;
    const columns = this.columns.flatMap(({ leaves }) => leaves.map((leaf) => leaf.write(this.bytes)));
    const rows = BigInt(this.rows);
    this.writer.num_rows += rows;
    this.writer.row_groups.push({
      columns, num_rows: rows, total_byte_size: columns.reduce((sum, { meta_data: chunk }) => sum + (chunk?.total_uncompressed_size ?? 0n), 0n), total_compressed_size: BigInt(this.bytes.offset - start),
    });
    this.rows = 0;
    this.moveToFile();
  }

  /** The writer's own offset counts on. */
  private moveToFile(): void {
    this.file.writeBytes(this.bytes.getBytes());
    this.bytes.index = 0;
  }
}

/** Apache Parquet: typed columns, nested lists, statistics per row group; Snappy. */
export const parquet: TableFormat = {
  kind: 'table',
  info: { id: 'parquet', group: 'table', title: 'Parquet', description: 'Typed columns with nested lists, for DuckDB, pandas, Spark and Arrow.', target: 'file', extension: 'parquet', choosable: true, choices: ['hubs'] },
  columns: exportColumns.map(({ name }) => name),
  notes: ['Apache Parquet, Snappy, one row per package; lists are three-level LISTs; times are TIMESTAMP_MILLIS in UTC.'],
  open: (path, columns) => new ParquetBlocks(path, columns),
};
