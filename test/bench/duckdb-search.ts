import { assertNever } from '../../src/shared/result.ts';
import { parse, type RangeNode, type SearchNode, type SortKey, type ValueNode } from '../../src/shared/search/index.ts';

/**
 * A search as an SQL that a practised user of DuckDB would write over the loaded table: ILIKE for words, filters for fields.
 * It means less than the search language does (no folding, no words of cards), and so has less to do.
 */
export function duckdbSearch(query: string): { readonly rows: string; readonly count: string } {
  const { tree, sort } = parse(query);
  const where = tree.kind === 'everything' ? 'true' : conditionOf(tree);
  const columns = 'id, author, pipeline_tag, config.model_type, library_name, downloads, likes, lastModified';
  return {
    rows: `SELECT ${columns} FROM metadata WHERE ${where} ORDER BY ${orderOf(sort)} LIMIT 50`,
    count: `SELECT count(*) FROM metadata WHERE ${where}`,
  };
}

function conditionOf(node: SearchNode): string {
  switch (node.kind) {
    case 'all':
      return `(${node.children.map(conditionOf).join(' AND ')})`;
    case 'any':
      return `(${node.children.map(conditionOf).join(' OR ')})`;
    case 'not':
      return `(NOT coalesce(${conditionOf(node.child)}, false))`;
    case 'word':
    case 'phrase':
      return `(id ILIKE ${likeOf(node.text)} OR array_to_string(tags, ' ') ILIKE ${likeOf(node.text)})`;
    case 'value':
      return `(${node.values.map((value) => valueOf(node.field, value.toLowerCase())).join(' OR ')})`;
    case 'range':
      return rangeOf(node);
    case 'flag':
      return flags[node.value] ?? 'false';
    default:
      return assertNever(node);
  }
}

function valueOf(field: ValueNode['field'], value: string): string {
  const inTags = (tag: string): string => `list_contains(tags, ${quoted(tag)})`;
  switch (field) {
    case 'hub':
      return String(value === 'huggingface');
    case 'owner':
      return `lower(author) = ${quoted(value)}`;
    case 'name':
      return `id ILIKE ${likeOf(value)}`;
    case 'task':
      return `pipeline_tag = ${quoted(value)}`;
    case 'arch':
      return `config.model_type = ${quoted(value)}`;
    case 'library':
      return `library_name = ${quoted(value)}`;
    case 'license':
      return inTags(`license:${value}`);
    case 'dataset':
      return inTags(`dataset:${value}`);
    case 'paper':
      return inTags(`arxiv:${value}`);
    case 'base':
      return inTags(`base_model:${value}`);
    case 'language':
    case 'tag':
    case 'format':
      return inTags(value);
    case 'maintainer':
    case 'subset':
    case 'measure':
      return 'false';
    default:
      return assertNever(field);
  }
}

const columns: Readonly<Record<RangeNode['field'], string>> = {
  downloads: 'downloads', likes: 'likes', stars: 'NULL', claims: 'NULL', commits: 'NULL', dependents: 'NULL', files: 'len(siblings)', params: 'NULL', size: 'NULL', modified: 'epoch_ms(lastModified)', created: 'NULL',
};

function rangeOf({ field, min, max, minInclusive, maxInclusive }: RangeNode): string {
  const bounds = [
    ...(min === null ? [] : [`${columns[field]} ${minInclusive ? '>=' : '>'} ${min}`]),
    ...(max === null ? [] : [`${columns[field]} ${maxInclusive ? '<=' : '<'} ${max}`]),
  ];
  return `(${bounds.join(' AND ')})`;
}

const flags: Readonly<Partial<Record<string, string>>> = {
  claims: `list_contains(tags, 'model-index')`,
  card: 'cardData IS NOT NULL',
  base: `array_to_string(tags, ' ') LIKE '%base_model:%'`,
  pickle: `list_contains(tags, 'pytorch')`,
  license: `array_to_string(tags, ' ') LIKE '%license:%'`,
  ownerless: 'author IS NULL',
};

function orderOf(sort: readonly SortKey[]): string {
  const keys = sort.map(({ by, descending }) => `${orders[by] ?? 'downloads'} ${descending ? 'DESC' : 'ASC'} NULLS LAST`);
  return [...(keys.length === 0 ? ['downloads DESC NULLS LAST'] : keys), 'id'].join(', ');
}

const orders: Readonly<Partial<Record<SortKey['by'], string>>> = { name: 'lower(id)', likes: 'likes', modified: 'lastModified', task: 'pipeline_tag', downloads: 'downloads' };

function likeOf(text: string): string {
  return quoted(`%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`) + String.raw` ESCAPE '\'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
