import { assertNever } from '../../shared/result.ts';
import { timeText } from '../../shared/table/index.ts';
import type { Room } from './byte-runs.ts';
import { endOfRun } from './byte-table.ts';
import type { CellForm } from './cell-form.ts';
import { CellList, type Cells } from './cell-list.ts';
import type { ExportColumn } from './columns.ts';
import type { PackageBlock } from './package-block.ts';
import { type FlagField, type ListField, type NumberField, type TermField, termFields, type TextField, type TimeField } from './package-fields.ts';
import type { TextRuns } from './package-scan.ts';
import { hasMarks, inEachByte } from './plain-text.ts';
import { type RowBytes, type Run, runOf } from './row-bytes.ts';
import type { TermDictionary } from './term-dictionary.ts';
import { isCommonTime, putTime } from './time-bytes.ts';
import { WrittenTerms } from './written-terms.ts';

/** Makes a column's cells of one block after the other, good until the next. */
export type CellColumn = (block: PackageBlock) => Cells;

const yes = runOf('true');
const no = runOf('false');
const notFirst = 1;
const notLast = 2;

/** Makes cells of packages: from the bytes that the index has of a text, wherever these need no care. */
export class TextCells {
  private readonly form: CellForm;
  /** No term is both an item of lists and a value by itself. */
  private readonly terms = new WrittenTerms();
  private readonly marks: readonly [number, number];
  private readonly marksOfItems: readonly [number, number] | null;
  /** By byte: at which end of a text it asks for care. */
  private readonly ends = new Uint8Array(0x100);
  private readonly missing: Run;
  private readonly quote: number;
  private readonly open: Run;
  private readonly between: Run;
  private readonly close: Run;
  /** Texts without need of care are cells as they are. */
  private readonly isBare: boolean;

  constructor(form: CellForm) {
    const { marks: [one, other], first, last, inItems } = form.care;
    this.form = form;
    this.marks = [inEachByte(one), inEachByte(other)];
    this.marksOfItems = inItems && [inEachByte(inItems[0]), inEachByte(inItems[1])];
    for (const byte of Buffer.from(first)) this.ends[byte] = notFirst;
    for (const byte of Buffer.from(last)) this.ends[byte] = (this.ends[byte] as number) | notLast;
    this.missing = runOf(form.missing);
    this.quote = form.quote === '' ? 0 : form.quote.charCodeAt(0);
    this.open = runOf(form.open);
    this.between = runOf(form.between);
    this.close = runOf(form.close);
    this.isBare = form.quote === '' && form.missing === '';
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

  /** Whether a text that is not empty stands in a cell as it is, between quotes where the form has them. */
  private readonly isPlain = (room: Room, start: number, end: number): boolean => {
    const { marks, ends } = this;
    const { bytes } = room;
    if ((((ends[bytes[start] as number] as number) & notFirst) | ((ends[bytes[end - 1] as number] as number) & notLast)) !== 0) return false;
    return !hasMarks(room, start, end, marks[0], marks[1]);
  };

  private readonly isPlainItem = (room: Room, start: number, end: number): boolean => {
    const { marksOfItems } = this;
    return this.isPlain(room, start, end) && (marksOfItems === null || !hasMarks(room, start, end, marksOfItems[0], marksOfItems[1]));
  };

  private ofTerms(field: TermField): CellColumn {
    const { terms, missing, quote, isBare } = this;
    const cells = new CellList();
    return (block) => {
      const ids = block.term(field);
      terms.load(block.terms, ids, this.isPlain, this.form.text);
      const { room } = block.terms.table;
      const into = cells.begin(ids.length);
      for (let at = 0; at < ids.length; at += 1) {
        const id = ids[at] as number;
        const start = id === 0 ? 0 : terms.startOf(block.terms, id);
        if (isBare) {
          cells.place(at, start, id === 0 ? 0 : endOfRun(room, start));
          continue;
        }
        if (id === 0) into.put(missing);
        else putQuoted(into, terms.isAsItIs(id) ? quote : 0, room, start, endOfRun(room, start));
        cells.end(at);
      }
      return isBare ? cells.in(room) : cells;
    };
  }

  private ofTexts(field: TextField): CellColumn {
    const cells = new CellList();
    return (block) => {
      const runs = block.text(field);
      return (this.isBare && this.areBare(runs, cells)) || this.written(runs, cells);
    };
  }

  /** The texts of a block as they are, unless one of them needs care. */
  private areBare({ room, starts, ends }: TextRuns, cells: CellList): Cells | false {
    cells.begin(starts.length);
    for (let at = 0; at < starts.length; at += 1) {
      const isMissing = starts[at] === -1;
      const start = isMissing ? 0 : (starts[at] as number);
      const end = isMissing ? 0 : (ends[at] as number);
      if (end > start && !this.isPlain(room, start, end)) return false;
      cells.place(at, start, end);
    }
    return cells.in(room);
  }

  private written({ room, starts, ends }: TextRuns, cells: CellList): Cells {
    const into = cells.begin(starts.length);
    for (let at = 0; at < starts.length; at += 1) {
      const start = starts[at] as number;
      const end = ends[at] as number;
      if (start === -1) into.put(this.missing);
      else if (end === start || this.isPlain(room, start, end)) putQuoted(into, this.quote, room, start, end);
      else into.text(this.form.text(room.bytes.toString('utf8', start, end)));
      cells.end(at);
    }
    return cells;
  }

  private ofNumbers(field: NumberField): CellColumn {
    const { missing } = this;
    const cells = new CellList();
    return (block) => {
      const numbers = block.number(field);
      const into = cells.begin(numbers.length);
      for (let at = 0; at < numbers.length; at += 1) {
        const value = numbers[at] as number;
        if (Number.isNaN(value)) into.put(missing);
        else into.number(value);
        cells.end(at);
      }
      return cells;
    };
  }

  private ofFlags(field: FlagField): CellColumn {
    const cells = new CellList();
    return (block) => {
      const numbers = block.number(field);
      const into = cells.begin(numbers.length);
      for (let at = 0; at < numbers.length; at += 1) {
        into.put(numbers[at] === 0 ? no : yes);
        cells.end(at);
      }
      return cells;
    };
  }

  private ofTimes(field: TimeField): CellColumn {
    const cells = new CellList();
    return (block) => {
      const numbers = block.number(field);
      const into = cells.begin(numbers.length);
      for (let at = 0; at < numbers.length; at += 1) {
        this.putTime(numbers[at] as number, into);
        cells.end(at);
      }
      return cells;
    };
  }

  private putTime(seconds: number, into: RowBytes): void {
    const { quote } = this;
    if (isCommonTime(seconds)) {
      if (quote !== 0) into.byte(quote);
      putTime(seconds, into);
      if (quote !== 0) into.byte(quote);
      return;
    }
    const written = Number.isNaN(seconds) ? null : timeText(seconds);
    if (written === null) into.put(this.missing);
    else into.text(this.form.text(written));
  }

  private ofLists(field: ListField | 'lineage'): CellColumn {
    const cells = new CellList();
    return (block) => {
      const { starts, ids } = block.list(field);
      this.terms.load(block.terms, ids, this.isPlainItem, this.form.ready);
      const into = cells.begin(block.count);
      for (let at = 0; at < block.count; at += 1) {
        this.putList(block.terms, ids, starts[at] as number, starts[at + 1] as number, into);
        cells.end(at);
      }
      return cells;
    };
  }

  private putList(dictionary: TermDictionary, ids: Uint32Array, first: number, stop: number, into: RowBytes): void {
    const { terms, quote, open, between, close } = this;
    const { room } = dictionary.table;
    const begun = into.length;
    into.put(open);
    for (let item = first; item < stop; item += 1) {
      const id = ids[item] as number;
      if (!terms.isByItself(id)) {
        into.length = begun;
        into.text(this.form.list(Array.from(ids.subarray(first, stop), (one) => dictionary.text(one))));
        return;
      }
      const start = terms.startOf(dictionary, id);
      if (item > first) into.put(between);
      putQuoted(into, terms.isAsItIs(id) ? quote : 0, room, start, endOfRun(room, start));
    }
    into.put(close);
  }

  private ofObjects(read: (block: PackageBlock) => readonly (readonly object[])[]): CellColumn {
    const { object, open, list } = this.form;
    const cells = new CellList();
    return (block) => {
      const lists = read(block);
      const into = cells.begin(lists.length);
      for (const [at, objects] of lists.entries()) {
        const written = objects.map(object);
        into.text(open === '' ? list(written) : `[${written.join(',')}]`);
        cells.end(at);
      }
      return cells;
    };
  }
}

/** A text between quotes; 0: between none. */
function putQuoted(into: RowBytes, quote: number, room: Room, start: number, end: number): void {
  if (quote === 0) return into.copy(room, start, end);
  into.reserve(end - start + 2);
  into.byte(quote);
  into.copy(room, start, end);
  into.byte(quote);
}

const termNames: ReadonlySet<string> = new Set<TermField>(termFields);
const isTerm = (field: ExportColumn['field']): field is TermField => termNames.has(field);
