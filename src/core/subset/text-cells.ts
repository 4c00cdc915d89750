import { assertNever } from '../../shared/result.ts';
import { csvCell, csvText, listItem } from '../../shared/table/index.ts';
import type { ExportColumn } from './columns.ts';
import type { PackageBlock } from './package-block.ts';
import type { ListField, NumberField, TermField, TextField, TimeField } from './package-fields.ts';
import { textsOf } from './package-record.ts';
import { MadeOfTerms } from './term-dictionary.ts';
import { TimeTexts } from './time-texts.ts';

/** How values of a form are written; each of them is one cell. */
interface CellForm {
  readonly missing: string;
  readonly text: (text: string) => string;
  /** Of a list, by the texts of its items. */
  readonly list: (items: readonly string[]) => string;
  readonly object: (object: object) => string;
  /** What `list` makes of items that were made ready one by one; null where they have to be written together. */
  readonly ready: (item: string) => string | null;
  readonly between: string;
  readonly open: string;
  readonly close: string;
}

/** Cells as CSV and TSV have them. */
export function separatedForm(separator: ',' | '\t'): CellForm {
  return {
    missing: '', between: '|', open: '', close: '',
    text: (text) => csvText(text, separator),
    list: (items) => csvCell(items, separator),
    object: JSON.stringify,
    ready: (item) => {
      const written = listItem(item);
      // What needs no care by itself needs none among others.
      return csvText(written, separator) === written ? written : null;
    },
  };
}

/** Characters that JSON escapes, and those that it might. */
const jsonCare = /[^ !#-[\]-~]/;
const jsonText = (text: string): string => (jsonCare.test(text) ? JSON.stringify(text) : `"${text}"`);

/** Values as JSON has them. */
export const jsonForm: CellForm = {
  missing: 'null', between: ',', open: '[', close: ']',
  text: jsonText, list: (items) => `[${items.map(jsonText).join(',')}]`, object: JSON.stringify, ready: jsonText,
};

/** Writes columns of packages as cells: texts of the dictionary once each, lists from items that were written before. */
export class TextCells {
  private readonly form: CellForm;
  private readonly terms: MadeOfTerms<string>;
  private readonly items: MadeOfTerms<string | null>;
  private readonly times = new TimeTexts();

  constructor(form: CellForm) {
    this.form = form;
    this.terms = new MadeOfTerms(form.text);
    this.items = new MadeOfTerms(form.ready);
  }

  of(column: ExportColumn, block: PackageBlock): readonly string[] {
    const { form } = this;
    switch (column.kind) {
      case 'text':
        return isTerm(column.field) ? this.ofTerms(block, column.field) : this.ofTexts(block.text(column.field as TextField));
      case 'integer':
        return block.number(column.field as NumberField).map((value) => (value === null ? form.missing : String(value)));
      case 'boolean':
        return block.number(column.field as NumberField).map((value) => (value === 0 ? 'false' : 'true'));
      case 'time':
        return block.number(column.field as TimeField).map((value) => this.time(value));
      case 'texts':
        return column.field === 'lineage' ? block.lineage().map((steps) => form.list(steps.map(({ base }) => base))) : this.ofLists(block, column.field as ListField);
      case 'lineage':
        return block.lineage().map((steps) => this.ofObjects(steps));
      case 'claims':
        return block.claims().map((claims) => this.ofObjects(claims));
      default:
        return assertNever(column);
    }
  }

  private ofTerms(block: PackageBlock, field: TermField): readonly string[] {
    const ids = block.term(field);
    const cells: string[] = [];
    for (let at = 0; at < ids.length; at += 1) cells.push(ids[at] === 0 ? this.form.missing : this.terms.of(block.terms, ids[at] as number));
    return cells;
  }

  private ofTexts(values: readonly (string | null)[]): readonly string[] {
    const { missing, text } = this.form;
    let last: string | null = null;
    let cell = missing;
    return values.map((value) => {
      // Hubs and states of clones are the same for long.
      if (value !== last) {
        last = value;
        cell = value === null ? missing : text(value);
      }
      return cell;
    });
  }

  private time(seconds: number | null): string {
    const written = seconds === null ? null : this.times.of(seconds);
    return written === null ? this.form.missing : this.form.text(written);
  }

  private ofLists(block: PackageBlock, field: ListField): readonly string[] {
    const { between, open, close, list } = this.form;
    const { starts, ids } = block.list(field);
    const cells: string[] = [];
    for (let at = 0; at < block.count; at += 1) {
      const end = starts[at + 1] as number;
      let cell = open;
      let isReady = true;
      for (let item = starts[at] as number; item < end; item += 1) {
        const written = this.items.of(block.terms, ids[item] as number);
        if (written === null) {
          isReady = false;
          break;
        }
        cell += item === starts[at] ? written : between + written;
      }
      cells.push(isReady ? cell + close : list(textsOf(block, field)[at] ?? []));
    }
    return cells;
  }

  private ofObjects(objects: readonly object[]): string {
    const written = objects.map(this.form.object);
    return this.form.open === '' ? this.form.list(written) : `[${written.join(',')}]`;
  }
}

const termNames: ReadonlySet<string> = new Set<TermField>(['owner', 'task', 'architecture', 'license', 'licenseOriginal', 'library']);
const isTerm = (field: ExportColumn['field']): field is TermField => termNames.has(field);
