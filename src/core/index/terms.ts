import { fold } from '../../shared/search/fold.ts';
import { termKinds, type TermKind } from './codes.ts';
import type { RecordValue } from './pages/index.ts';
import { TextBlockWriter, wordsOf } from './text-blocks.ts';

type AddRow = (row: readonly RecordValue[]) => void;

/** The dictionary of repeated text while an index is written: gives each text of a kind one id. */
export class TermWriter {
  private readonly ids: Readonly<Record<TermKind, Map<string, number>>>;
  private readonly addTerm: AddRow;
  private readonly owners: TextBlockWriter;
  private readonly tags: TextBlockWriter;
  private last = 0;

  constructor(table: (name: 'term' | 'text_block') => AddRow) {
    this.ids = Object.fromEntries(Object.keys(termKinds).map((kind) => [kind, new Map<string, number>()])) as Record<TermKind, Map<string, number>>;
    this.addTerm = table('term');
    this.owners = new TextBlockWriter('owner', table('text_block'));
    this.tags = new TextBlockWriter('tag', table('text_block'));
  }

  id(kind: TermKind, text: string): number {
    return this.ids[kind].get(text) ?? this.add(kind, text);
  }

  idOrNull(kind: TermKind, text: string | null | undefined): number | null {
    return text === null || text === undefined ? null : this.id(kind, text);
  }

  flush(): void {
    this.owners.flush();
    this.tags.flush();
  }

  private add(kind: TermKind, text: string): number {
    this.last += 1;
    const folded = fold(text.trim());
    this.addTerm([null, termKinds[kind], text, folded]);
    this.ids[kind].set(text, this.last);
    if (kind === 'owner') this.owners.push(this.last, wordsOf(folded));
    else if (kind === 'tag') this.tags.push(this.last, wordsOf(folded));
    return this.last;
  }
}
