import { fold } from '../../shared/search/fold.ts';
import { termKinds, type TermKind } from './codes.ts';
import type { RecordValue } from './pages/index.ts';
import { TextBlockWriter, wordsOf } from './text-blocks.ts';
import { TextTable } from './text-table.ts';

type AddRow = (row: readonly RecordValue[]) => void;

const maxFrequent = 2000;

/** The dictionary of repeated text while an index is written: gives each text of a kind one id. */
export class TermWriter {
  private readonly texts = new TextTable();
  /** The first texts of each kind: those that come often come early, and a map finds them sooner. */
  private readonly frequent: Readonly<Record<TermKind, Map<string, number>>>;
  private readonly addTerm: AddRow;
  private readonly owners: TextBlockWriter;
  private readonly tags: TextBlockWriter;

  constructor(table: (name: 'term' | 'text_block') => AddRow) {
    this.frequent = Object.fromEntries(Object.keys(termKinds).map((kind) => [kind, new Map<string, number>()])) as Record<TermKind, Map<string, number>>;
    this.addTerm = table('term');
    this.owners = new TextBlockWriter('owner', table('text_block'));
    this.tags = new TextBlockWriter('tag', table('text_block'));
  }

  id(kind: TermKind, text: string): number {
    const { [kind]: frequent } = this.frequent;
    const known = frequent.get(text);
    if (known !== undefined) return known;
    const id = this.texts.find(termKinds[kind], text) || this.add(kind, text);
    if (frequent.size < maxFrequent) frequent.set(text, id);
    return id;
  }

  idOrNull(kind: TermKind, text: string | null | undefined): number | null {
    return text === null || text === undefined ? null : this.id(kind, text);
  }

  /** What a term is of. */
  kindOf(id: number): number {
    return this.texts.kindOf(id);
  }

  flush(): void {
    this.owners.flush();
    this.tags.flush();
  }

  private add(kind: TermKind, text: string): number {
    const id = this.texts.add(termKinds[kind], text);
    const folded = fold(text.trim());
    this.addTerm([null, termKinds[kind], text, folded]);
    if (kind === 'owner') this.owners.push(id, wordsOf(folded));
    else if (kind === 'tag') this.tags.push(id, wordsOf(folded));
    return id;
  }
}
