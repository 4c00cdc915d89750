import { assertNever } from '../../../shared/result.ts';
import { lastSecond } from '../../../shared/table/index.ts';
import type { ExportColumn } from '../columns.ts';
import type { PackageBlock } from '../package-block.ts';
import { type FlagField, type ListField, type NumberField, type TermField, termFields, type TextField, type TimeField } from '../package-fields.ts';
import { Leaf } from './leaf.ts';
import { type LeafType, NumberValues, TermValues, TextValues } from './values.ts';

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
      return ofNumbers(column, column.field as TimeField, 'INT64', (seconds) => (Math.abs(seconds) > lastSecond ? NaN : seconds * 1000));
    case 'boolean':
      return ofNumbers(column, column.field as FlagField, 'BOOLEAN', (value) => (value === 0 ? 0 : 1));
    case 'texts':
      return ofLists(name, column.field as ListField | 'lineage');
    case 'lineage':
      return ofObjects(name, lineageParts, (block) => block.lineage());
    case 'claims':
      return ofObjects(name, claimParts, (block) => block.claims());
    default:
      return assertNever(kind);
  }
}

function ofTerms(name: string, field: TermField): ColumnLeaves {
  const leaf = new Leaf({ path: [name], required: false, repeated: false }, new TermValues());
  const add = (block: PackageBlock): void => {
    for (const id of block.term(field)) {
      leaf.level(id === 0);
      if (id !== 0) leaf.values.add(id, block.terms);
    }
  };
  return { leaves: [leaf], add };
}

function ofTexts({ name, required }: ExportColumn, field: TextField): ColumnLeaves {
  const leaf = new Leaf({ path: [name], required, repeated: false }, new TextValues());
  const add = (block: PackageBlock): void => {
    const { room, starts, ends } = block.text(field);
    for (let at = 0; at < block.count; at += 1) {
      const start = starts[at] as number;
      leaf.level(start === -1);
      if (start !== -1) leaf.values.add(room, start, ends[at] as number);
    }
  };
  return { leaves: [leaf], add };
}

function ofNumbers({ name, required }: ExportColumn, field: NumberField | TimeField | FlagField, type: 'INT64' | 'BOOLEAN', valueOf: (value: number) => number): ColumnLeaves {
  const leaf = new Leaf({ path: [name], required, repeated: false }, new NumberValues(type));
  const add = (block: PackageBlock): void => {
    for (const number of block.number(field)) {
      const value = valueOf(number);
      leaf.level(Number.isNaN(value));
      if (!Number.isNaN(value)) leaf.values.add(value);
    }
  };
  return { leaves: [leaf], add };
}

const listPath = (name: string, ...below: readonly string[]): readonly string[] => [name, 'list', 'element', ...below];

function ofLists(name: string, field: ListField | 'lineage'): ColumnLeaves {
  const leaf = new Leaf({ path: listPath(name), required: true, repeated: true }, new TermValues());
  const add = (block: PackageBlock): void => {
    const { starts, ids } = block.list(field);
    for (let at = 0; at < block.count; at += 1) {
      const start = starts[at] as number;
      const end = starts[at + 1] as number;
      if (start === end) leaf.putEmpty();
      for (let item = start; item < end; item += 1) {
        leaf.level(false, item > start);
        leaf.values.add(ids[item] as number, block.terms);
      }
    }
  };
  return { leaves: [leaf], add };
}

type Part = readonly [name: string, type: LeafType, required: boolean];

const lineageParts: readonly Part[] = [['base', 'BYTE_ARRAY', true], ['relation', 'BYTE_ARRAY', true], ['source', 'BYTE_ARRAY', true], ['in_mirror', 'BOOLEAN', true]];
const claimParts: readonly Part[] = [
  ['task', 'BYTE_ARRAY', false], ['dataset', 'BYTE_ARRAY', false], ['metric', 'BYTE_ARRAY', true], ['value', 'BYTE_ARRAY', true], ['number', 'DOUBLE', false], ['strict', 'BOOLEAN', true],
  ['source', 'BYTE_ARRAY', true],
];

type Values = Readonly<Record<string, string | number | boolean | null>>;

function ofObjects(name: string, parts: readonly Part[], listsOf: (block: PackageBlock) => readonly (readonly object[])[]): ColumnLeaves {
  const made = parts.map(([part, type, required]) => ofPart(listPath(name, part), part, type, required));
  const add = (block: PackageBlock): void => {
    for (const objects of listsOf(block)) {
      if (objects.length === 0) for (const { leaf } of made) leaf.putEmpty();
      for (const [item, object] of objects.entries()) for (const { put } of made) put(object as Values, item > 0);
    }
  };
  return { leaves: made.map(({ leaf }) => leaf), add };
}

function ofPart(path: readonly string[], part: string, type: LeafType, required: boolean): { readonly leaf: Leaf; readonly put: (object: Values, isNext: boolean) => void } {
  const options = { path, required, repeated: true };
  if (type === 'BYTE_ARRAY') {
    const leaf = new Leaf(options, new TextValues());
    const put = (object: Values, isNext: boolean): void => {
      const value = object[part] ?? null;
      leaf.level(value === null, isNext);
      if (value !== null) leaf.values.addText(String(value));
    };
    return { leaf, put };
  }
  const leaf = new Leaf(options, new NumberValues(type));
  const put = (object: Values, isNext: boolean): void => {
    const value = object[part] ?? null;
    leaf.level(value === null, isNext);
    if (value !== null) leaf.values.add(Number(value));
  };
  return { leaf, put };
}
