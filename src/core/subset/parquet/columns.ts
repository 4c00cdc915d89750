import { assertNever } from '../../../shared/result.ts';
import { lastSecond } from '../../../shared/table/index.ts';
import type { ExportColumn } from '../columns.ts';
import type { PackageBlock } from '../package-block.ts';
import { type ListField, type NumberField, type TermField, termFields, type TextField, type TimeField } from '../package-fields.ts';
import { Leaf, type LeafOptions } from './leaf.ts';

/** A column of packages as the leaves that a Parquet file has of it. */
export interface ColumnLeaves {
  readonly leaves: readonly Leaf[];
  add(block: PackageBlock): void;
}

export function leavesOf(column: ExportColumn): ColumnLeaves {
  const { name, kind } = column;
  switch (kind) {
    case 'text':
      return termFields.includes(column.field as TermField) ? ofTerms(name, column.field as TermField) : ofTexts(column, column.field as TextField);
    case 'integer':
      return ofNumbers(column, column.field as NumberField, 'INT64', (value) => value);
    case 'time':
      return ofNumbers(column, column.field as TimeField, 'INT64', (seconds) => (Math.abs(seconds) > lastSecond ? null : seconds * 1000));
    case 'boolean':
      return ofNumbers(column, column.field as NumberField, 'BOOLEAN', (value) => (value === 0 ? 0 : 1));
    case 'texts':
      return column.field === 'lineage' ? ofBases(name) : ofLists(name, column.field as ListField);
    case 'lineage':
      return ofObjects(name, lineageParts, (block) => block.lineage());
    case 'claims':
      return ofObjects(name, claimParts, (block) => block.claims());
    default:
      return assertNever(kind);
  }
}

function ofTerms(name: string, field: TermField): ColumnLeaves {
  const leaf = new Leaf({ path: [name], type: 'BYTE_ARRAY', required: false, repeated: false });
  return { leaves: [leaf], add: (block) => block.term(field).forEach((id) => leaf.putTerm(id, block.terms)) };
}

function ofTexts({ name, required }: ExportColumn, field: TextField): ColumnLeaves {
  const leaf = new Leaf({ path: [name], type: 'BYTE_ARRAY', required, repeated: false });
  return { leaves: [leaf], add: (block) => block.text(field).forEach((text) => leaf.put(text)) };
}

function ofNumbers({ name, required }: ExportColumn, field: NumberField | TimeField, type: LeafOptions['type'], valueOf: (value: number) => number | null): ColumnLeaves {
  const leaf = new Leaf({ path: [name], type, required, repeated: false });
  return { leaves: [leaf], add: (block) => block.number(field).forEach((value) => leaf.put(value === null ? null : valueOf(value))) };
}

const listPath = (name: string, ...below: readonly string[]): readonly string[] => [name, 'list', 'element', ...below];

function ofLists(name: string, field: ListField): ColumnLeaves {
  const leaf = new Leaf({ path: listPath(name), type: 'BYTE_ARRAY', required: true, repeated: true });
  const add = (block: PackageBlock): void => {
    const { starts, ids } = block.list(field);
    for (let at = 0; at < block.count; at += 1) {
      const start = starts[at] as number;
      const end = starts[at + 1] as number;
      if (start === end) leaf.putEmpty();
      for (let item = start; item < end; item += 1) leaf.putTerm(ids[item] as number, block.terms, item > start);
    }
  };
  return { leaves: [leaf], add };
}

function ofBases(name: string): ColumnLeaves {
  const leaf = new Leaf({ path: listPath(name), type: 'BYTE_ARRAY', required: true, repeated: true });
  const add = (block: PackageBlock): void => {
    for (const steps of block.lineage()) {
      if (steps.length === 0) leaf.putEmpty();
      steps.forEach(({ base }, item) => leaf.put(base, item > 0));
    }
  };
  return { leaves: [leaf], add };
}

type Part = readonly [name: string, type: LeafOptions['type'], required: boolean];

const lineageParts: readonly Part[] = [['base', 'BYTE_ARRAY', true], ['relation', 'BYTE_ARRAY', true], ['source', 'BYTE_ARRAY', true], ['in_mirror', 'BOOLEAN', true]];
const claimParts: readonly Part[] = [
  ['task', 'BYTE_ARRAY', false], ['dataset', 'BYTE_ARRAY', false], ['metric', 'BYTE_ARRAY', true], ['value', 'BYTE_ARRAY', true], ['number', 'DOUBLE', false], ['strict', 'BOOLEAN', true],
  ['source', 'BYTE_ARRAY', true],
];

function ofObjects(name: string, parts: readonly Part[], listsOf: (block: PackageBlock) => readonly (readonly object[])[]): ColumnLeaves {
  const leaves = parts.map(([part, type, required]) => new Leaf({ path: listPath(name, part), type, required, repeated: true }));
  const add = (block: PackageBlock): void => {
    for (const objects of listsOf(block)) {
      if (objects.length === 0) for (const leaf of leaves) leaf.putEmpty();
      objects.forEach((object, item) => {
        const values = object as Readonly<Record<string, string | number | boolean | null>>;
        for (const [at, leaf] of leaves.entries()) {
          const value = values[parts[at]?.[0] ?? ''] ?? null;
          leaf.put(typeof value === 'boolean' ? Number(value) : value, item > 0);
        }
      });
    }
  };
  return { leaves, add };
}
