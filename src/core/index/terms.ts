import { fold } from '../../shared/search/fold.ts';
import { type TermKindNumber, termKinds } from './codes.ts';
import type { RecordValue } from './pages/index.ts';
import { TextBlockWriter, wordsOf } from './text-blocks.ts';
import { TextTable } from './text-table.ts';

type AddRow = (row: readonly RecordValue[]) => void;

/** The dictionary of repeated text while an index is written: gives each text of a kind one id. */
export class TermWriter {
  private readonly texts = new TextTable();
  private readonly addTerm: AddRow;
  private readonly owners: TextBlockWriter;
  private readonly tags: TextBlockWriter;

  constructor(table: (name: 'term' | 'text_block') => AddRow) {
    this.addTerm = table('term');
    this.owners = new TextBlockWriter('owner', table('text_block'));
    this.tags = new TextBlockWriter('tag', table('text_block'));
  }

  /** Kinds come as numbers: a package asks for some fifteen ids, and looking a name up in `termKinds` takes as long as finding the text. */
  id(kind: TermKindNumber, text: string): number {
    return this.texts.find(kind, text) || this.add(kind, text);
  }

  idOrNull(kind: TermKindNumber, text: string | null | undefined): number | null {
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

  private add(kind: TermKindNumber, text: string): number {
    const id = this.texts.add(kind, text);
    const folded = fold(text.trim());
    this.addTerm([null, kind, text, folded]);
    if (kind === termKinds.owner) this.owners.push(id, wordsOf(folded));
    else if (kind === termKinds.tag) this.tags.push(id, wordsOf(folded));
    return id;
  }
}
