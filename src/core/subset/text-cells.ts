import { assertNever } from '../../shared/result.ts';
import { csvCell, csvText, listItem, timeText } from '../../shared/table/index.ts';
import type { ExportColumn } from './columns.ts';
import type { PackageBlock, TermLists } from './package-block.ts';
import { type FlagField, type ListField, type NumberField, type TermField, termFields, type TextField, type TimeField } from './package-fields.ts';
import type { TextRuns } from './package-scan.ts';
import type { RowBytes } from './row-bytes.ts';
import { MadeOfTerms, notMade } from './term-dictionary.ts';
import { TimeBytes } from './time-bytes.ts';

/** How values of a form are written; each of them is one cell. */
interface CellForm {
  readonly missing: string;
  /** Around a text that needs no care. */
  readonly quote: string;
  readonly text: (text: string) => string;
  /** Of a list, by the texts of its items. */
  readonly list: (items: readonly string[]) => string;
  readonly object: (object: object) => string;
  /** What `list` makes of items that were made ready one by one; null where they have to be written together. */
  readonly ready: (item: string) => string | null;
  readonly between: string;
  readonly open: string;
  readonly close: string;
  /** Characters that a text without need of care has nowhere, not first, and not last. */
  readonly care: { readonly nowhere: string; readonly first: string; readonly last: string };
}

/** Cells as CSV and TSV have them. */
export function separatedForm(separator: ',' | '\t'): CellForm {
  return {
    missing: '', quote: '', between: '|', open: '', close: '',
    text: (text) => csvText(text, separator),
    list: (items) => csvCell(items, separator),
    object: JSON.stringify,
    ready: (item) => {
      const written = listItem(item);
      // What needs no care by itself needs none among others.
      return csvText(written, separator) === written ? written : null;
    },
    care: { nowhere: '\0",\t\r\n', first: '=+-@ ', last: ' ' },
  };
}

const controls = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).join('');

/** Values as JSON has them. */
export const jsonForm: CellForm = {
  missing: 'null', quote: '"', between: ',', open: '[', close: ']',
  text: JSON.stringify, list: (items) => JSON.stringify(items), object: JSON.stringify, ready: JSON.stringify,
  care: { nowhere: `${controls}"\\`, first: '', last: '' },
};

/** A column's cells of one block after the other. */
export interface CellColumn {
  /** Takes the block whose cells are put from now on. */
  read(block: PackageBlock): void;
  put(at: number, into: RowBytes): void;
}

const yes = Buffer.from('true');
const no = Buffer.from('false');
const nowhere = 1;
const notFirst = 2;
const notLast = 4;

/** Writes columns of packages as cells: texts of the dictionary once each, lists from items that were written before, others byte by byte as the index has them. */
export class TextCells {
  private readonly form: CellForm;
  /** No term is both an item of lists and a value by itself. */
  private readonly terms = new MadeOfTerms();
  /** By byte: where it asks for care. */
  private readonly care = new Uint8Array(256);
  private readonly missing: Buffer;
  private readonly quote: number;
  private readonly times = new TimeBytes();

  constructor(form: CellForm) {
    this.form = form;
    this.missing = Buffer.from(form.missing);
    this.quote = form.quote === '' ? 0 : form.quote.charCodeAt(0);
    for (const [characters, bit] of [[form.care.nowhere, nowhere], [form.care.first, notFirst], [form.care.last, notLast]] as const) {
      for (const byte of Buffer.from(characters)) this.care[byte] = (this.care[byte] as number) | bit;
    }
  }

  /** Lets go of what is kept, once it is much. */
  trim(): void {
    this.terms.trim();
  }

  of(column: ExportColumn): CellColumn {
    switch (column.kind) {
      case 'text':
        return isTerm(column.field) ? this.ofTerms(column.field) : this.ofTexts(column.field as TextField);
      case 'integer':
        return this.ofNumbers(column.field as NumberField);
      case 'boolean':
        return this.ofFlags(column.field as FlagField);
      case 'time':
        return this.ofTimes(column.field as TimeField);
      case 'texts':
        return this.ofLists(column.field as ListField | 'lineage');
      case 'lineage':
        return this.ofObjects((block) => block.lineage());
      case 'claims':
        return this.ofObjects((block) => block.claims());
      default:
        return assertNever(column);
    }
  }

  private ofTerms(field: TermField): CellColumn {
    const { terms, missing } = this;
    const { text } = this.form;
    let ids: Uint32Array = new Uint32Array(0);
    return {
      read: (block) => {
        ids = block.term(field);
        terms.load(block.terms, ids, text);
      },
      put: (at, into) => {
        const id = ids[at] as number;
        if (id === 0) into.put(missing);
        else into.copy(terms.table.bytes, terms.table.starts[id] as number, terms.table.ends[id] as number);
      },
    };
  }

  private ofTexts(field: TextField): CellColumn {
    let runs: TextRuns = { bytes: Buffer.alloc(0), starts: new Int32Array(0), ends: new Int32Array(0) };
    return {
      read: (block) => {
        runs = block.text(field);
      },
      put: (at, into) => {
        const start = runs.starts[at] as number;
        if (start === -1) into.put(this.missing);
        else this.putText(into, runs.bytes, start, runs.ends[at] as number);
      },
    };
  }

  private putText(into: RowBytes, from: Buffer, start: number, end: number): void {
    const { care, quote } = this;
    into.reserve(end - start + 2);
    const { bytes } = into;
    let { length } = into;
    if (quote !== 0) {
      bytes[length] = quote;
      length += 1;
    }
    let found = end > start ? ((care[from[start] as number] as number) & notFirst) | ((care[from[end - 1] as number] as number) & notLast) : 0;
    for (let at = start; at < end; at += 1, length += 1) {
      const byte = from[at] as number;
      found |= (care[byte] as number) & nowhere;
      bytes[length] = byte;
    }
    if (found !== 0) {
      into.text(this.form.text(from.toString('utf8', start, end)));
      return;
    }
    if (quote !== 0) {
      bytes[length] = quote;
      length += 1;
    }
    into.length = length;
  }

  private ofNumbers(field: NumberField): CellColumn {
    const { missing } = this;
    let numbers: Float64Array = new Float64Array(0);
    return {
      read: (block) => {
        numbers = block.number(field);
      },
      put: (at, into) => {
        const value = numbers[at] as number;
        if (Number.isNaN(value)) into.put(missing);
        else into.number(value);
      },
    };
  }

  private ofFlags(field: FlagField): CellColumn {
    let numbers: Float64Array = new Float64Array(0);
    return {
      read: (block) => {
        numbers = block.number(field);
      },
      put: (at, into) => into.put(numbers[at] === 0 ? no : yes),
    };
  }

  private ofTimes(field: TimeField): CellColumn {
    const { missing, times, quote } = this;
    let numbers: Float64Array = new Float64Array(0);
    return {
      read: (block) => {
        numbers = block.number(field);
      },
      put: (at, into) => {
        const seconds = numbers[at] as number;
        if (times.has(seconds)) {
          if (quote !== 0) into.byte(quote);
          times.put(seconds, into);
          if (quote !== 0) into.byte(quote);
          return;
        }
        const written = Number.isNaN(seconds) ? null : timeText(seconds);
        if (written === null) into.put(missing);
        else into.text(this.form.text(written));
      },
    };
  }

  private ofLists(field: ListField | 'lineage'): CellColumn {
    const { terms } = this;
    const { list, ready } = this.form;
    const [open, between, close] = [this.form.open, this.form.between, this.form.close].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
    let block: PackageBlock | null = null;
    let lists: TermLists = { starts: new Uint32Array(0), ids: new Uint32Array(0) };
    return {
      read: (next) => {
        block = next;
        lists = next.list(field);
        terms.load(next.terms, lists.ids, ready);
      },
      put: (at, into) => {
        const { bytes, starts, ends } = terms.table;
        const { ids } = lists;
        const begun = into.length;
        const first = lists.starts[at] as number;
        const stop = lists.starts[at + 1] as number;
        into.put(open);
        for (let item = first; item < stop; item += 1) {
          const id = ids[item] as number;
          const start = starts[id] as number;
          const end = ends[id] as number;
          if (item > first) into.put(between);
          if (end > start && bytes[start] === notMade) {
            into.length = begun;
            into.text(list(Array.from(ids.subarray(first, stop), (one) => block?.terms.text(one) ?? '')));
            return;
          }
          into.copy(bytes, start, end);
        }
        into.put(close);
      },
    };
  }

  private ofObjects(read: (block: PackageBlock) => readonly (readonly object[])[]): CellColumn {
    const { object, open, list } = this.form;
    let lists: readonly (readonly object[])[] = [];
    return {
      read: (block) => {
        lists = read(block);
      },
      put: (at, into) => {
        const written = (lists[at] ?? []).map(object);
        into.text(open === '' ? list(written) : `[${written.join(',')}]`);
      },
    };
  }
}

const termNames: ReadonlySet<string> = new Set<TermField>(termFields);
const isTerm = (field: ExportColumn['field']): field is TermField => termNames.has(field);
