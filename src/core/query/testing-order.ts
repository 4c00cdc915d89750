import type { SortName } from '../../shared/search/fields.ts';
import type { SearchTree, SortKey } from '../../shared/search/tree.ts';
import { soughtName } from './sought-name.ts';

export type SqlValue = string | number;

export interface Order {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const foldedName = 'coalesce(p.folded, lower(p.name))';
/** The name without its owner. */
const shortName = `substr(${foldedName}, instr(${foldedName}, '/') + 1)`;

const columns = {
  downloads: 'p.downloads',
  // As the table shows them: hubs on GitHub have stars in place of likes.
  likes: 'coalesce(p.likes, p.stars)',
  stars: 'p.stars',
  name: foldedName,
  modified: 'p.modified',
  created: 'p.created',
  size: 'p.bytes',
  files: 'p.files',
  params: 'p.parameters',
  // A function that a test's index has.
  dependents: 'dependents(p.id)',
  claims: 'p.claims',
  hub: 'p.hub',
  owner: termText('owner'),
  task: termText('task'),
  arch: termText('architecture'),
  license: termText('license'),
  library: termText('library'),
} as const satisfies Record<Exclude<SortName, 'relevance'>, string>;

function termText(column: string): string {
  return `(SELECT folded FROM term WHERE id = p.${column})`;
}

/** Where downloads are equal, or not counted at all as on Model Zoo, stars decide. */
const popularity = 'p.downloads DESC, p.stars DESC';

/** The order of a search as SQL sorts by it, for tests to compare with. What follows ORDER BY on `package AS p`: missing values last either way, and ids to settle what is equal. */
export function orderOf(tree: SearchTree, keys: readonly SortKey[]): Order {
  const used = keys.length === 0 ? [{ by: 'relevance', descending: false } as const] : keys;
  const parts = used.map(({ by, descending }) => {
    if (by === 'relevance') return relevanceOf(tree);
    if (by === 'downloads' && descending) return { sql: popularity, params: [] };
    // SQLite takes a missing value for the smallest: descending order has it last by itself.
    return { sql: `${columns[by]} ${descending ? 'DESC' : 'ASC NULLS LAST'}`, params: [] };
  });
  return { sql: [...parts.map((part) => part.sql), 'p.id'].join(', '), params: parts.flatMap((part) => part.params) };
}

/** Exact name, exact name without owner, names that start so, the rest; each of them by downloads, then stars. */
function relevanceOf(tree: SearchTree): Order {
  const sought = soughtName(tree);
  if (sought === '') return { sql: popularity, params: [] };
  const rank = `CASE WHEN ${foldedName} = ? THEN 0 WHEN ${shortName} = ? THEN 1
    WHEN substr(${foldedName}, 1, length(?)) = ? OR substr(${shortName}, 1, length(?)) = ? THEN 2 ELSE 3 END`;
  return { sql: `${rank}, ${popularity}`, params: Array.from({ length: 6 }, () => sought) };
}
