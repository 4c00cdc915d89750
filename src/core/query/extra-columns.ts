import type { PackageRow } from '../../shared/contract/index.ts';
import { huggingFacePurl } from '../../shared/domain/index.ts';
import type { ExtraColumnId } from '../../shared/table/index.ts';
import { hubOfNumber, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { prepare } from './statements.ts';

type Extra = PackageRow['extra'];

/** Columns that are lists of terms of one kind. */
const termColumns = {
  datasets: 'dataset',
  languages: 'language',
  formats: 'format',
  tags: 'tag',
  papers: 'paper',
} as const satisfies Partial<Record<ExtraColumnId, TermKind>>;

const termsSql = 'SELECT t.kind, t.text FROM package_term AS pt JOIN term AS t ON t.id = pt.term WHERE pt.package = ? ORDER BY t.id';
const basesSql = 'SELECT t.text FROM lineage AS l JOIN term AS t ON t.id = l.base WHERE l.package = ? GROUP BY t.text ORDER BY min(l.source), t.text';
const textsSql = 'SELECT hub, name, sha, url, description FROM package WHERE id = ?';

interface StoredTexts {
  readonly hub: number;
  readonly name: string;
  readonly sha: string | null;
  readonly url: string | null;
  readonly description: string | null;
}

/** Reads the wanted extra columns of one package after the other; a text is a list of one, or empty. */
export function extraColumns(database: ReadDatabase, wanted: readonly ExtraColumnId[]): (id: number) => Extra {
  if (wanted.length === 0) return () => ({});
  const columns = [...new Set(wanted)];
  const terms = prepare<[number], { kind: number; text: string }>(database, termsSql);
  const bases = prepare<[number], { text: string }>(database, basesSql);
  const texts = prepare<[number], StoredTexts>(database, textsSql);
  const usesTexts = columns.some((column) => column !== 'bases' && !Object.hasOwn(termColumns, column));
  const usesTerms = columns.some((column) => Object.hasOwn(termColumns, column));
  return (id) => {
    const named = usesTerms ? terms.all(id) : [];
    const stored = usesTexts ? texts.get(id) : undefined;
    return Object.fromEntries(
      columns.map((column): [ExtraColumnId, string[]] => {
        if (Object.hasOwn(termColumns, column)) {
          const kind = termKinds[termColumns[column as keyof typeof termColumns]];
          return [column, named.filter((term) => term.kind === kind).map((term) => term.text)];
        }
        if (column === 'bases') return [column, bases.all(id).map((base) => base.text)];
        const text = stored ? textOf(stored, column as TextColumn) : null;
        return [column, text === null ? [] : [text]];
      }),
    );
  };
}

type TextColumn = Exclude<ExtraColumnId, keyof typeof termColumns | 'bases'>;

function textOf(stored: StoredTexts, column: TextColumn): string | null {
  const isHuggingFace = hubOfNumber(stored.hub) === 'huggingface';
  switch (column) {
    case 'purl':
      return isHuggingFace ? huggingFacePurl(stored.name, stored.sha) : null;
    case 'url':
      return stored.url ?? (isHuggingFace ? `https://huggingface.co/${stored.name}` : null);
    case 'sha':
    case 'description':
      return stored[column];
  }
}
