import type { Database } from 'better-sqlite3';
import type { NamedIn } from '../../shared/contract/index.ts';
import { foldSubsetName } from '../../shared/domain/index.ts';
import { subsetsNamedIn, withNamesIn } from './subset-cycles.ts';

/** Saved views and dashboards, by their ids. They belong to no mirror, so that a name in them may mean subsets of several. */
export interface KeptSearches {
  readonly views: readonly string[];
  readonly dashboards: readonly string[];
}

export interface SubsetNames {
  /** Those that ask for a subset of the name. */
  namedIn(name: string): Pick<NamedIn, 'views' | 'dashboards'>;
  /** Writes another name into some of them; to be called by what writes. Those that are gone are passed over. */
  rename(before: string, now: string, among: KeptSearches): void;
  /** Writes another name into the searches of a mirror's decisions, which can mean no other subset; to be called by what writes. */
  renameInDecisions(mirror: string, before: string, now: string): void;
}

interface Tile {
  readonly query: string;
}

/** The names of subsets in what is kept of searches beside the subsets themselves. */
export function openSubsetNames(database: Database): SubsetNames {
  const views = database.prepare<[], { id: string; name: string; query: string }>('SELECT id, name, query FROM view ORDER BY position, number');
  const dashboards = database.prepare<[], { id: string; name: string; tiles: string }>('SELECT id, name, tiles FROM dashboard ORDER BY number');
  const setQuery = database.prepare<[string, number, string]>('UPDATE view SET query = ?, changed_at = ? WHERE id = ?');
  const setTiles = database.prepare<[string, number, string]>('UPDATE dashboard SET tiles = ?, changed_at = ? WHERE id = ?');
  const decisions = database.prepare<[string], { id: string; query: string }>(
    `SELECT id, json_extract(content, '$.query') AS query FROM decision WHERE mirror = ? AND json_type(content, '$.query') = 'text'`,
  );
  // When a decision was changed stays: its search finds what it found before.
  const setDecisionQuery = database.prepare<[string, string]>(`UPDATE decision SET content = json_set(content, '$.query', ?) WHERE id = ?`);
  const tilesOf = (text: string): readonly Tile[] => JSON.parse(text) as readonly Tile[];
  return {
    namedIn(name) {
      const asks = (query: string): boolean => subsetsNamedIn(query).includes(foldSubsetName(name));
      const shown = ({ id, name: title }: { id: string; name: string }): { id: string; name: string } => ({ id, name: title });
      return { views: views.all().filter(({ query }) => asks(query)).map(shown), dashboards: dashboards.all().filter(({ tiles }) => tilesOf(tiles).some(({ query }) => asks(query))).map(shown) };
    },
    rename(before, now, among) {
      const nameNow = new Map([[foldSubsetName(before), now]]);
      for (const { id, query } of views.all()) if (among.views.includes(id)) setQuery.run(withNamesIn(query, nameNow), Date.now(), id);
      for (const { id, tiles } of dashboards.all()) {
        if (among.dashboards.includes(id)) setTiles.run(JSON.stringify(tilesOf(tiles).map((tile) => ({ ...tile, query: withNamesIn(tile.query, nameNow) }))), Date.now(), id);
      }
    },
    renameInDecisions(mirror, before, now) {
      const nameNow = new Map([[foldSubsetName(before), now]]);
      for (const { id, query } of decisions.all(mirror)) {
        const followed = withNamesIn(query, nameNow);
        if (followed !== query) setDecisionQuery.run(followed, id);
      }
    },
  };
}
