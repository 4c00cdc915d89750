import type { Database } from 'better-sqlite3';
import { dashboardContentSchema } from '../../shared/contract/dashboards.ts';
import type { DashboardContent, SavedDashboard } from '../../shared/contract/index.ts';
import { dashboardLimits, foldViewName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { changedElsewhere, chooseNew, refuseTaken } from './named.ts';
import { newId, writerOf } from './writing.ts';

/** The user's dashboards, in the order in which they were made. All that writes does so whole or not at all. */
export interface DashboardStore {
  list(): readonly SavedDashboard[];
  /** Throws `refused` where the name or the id is taken, or there are too many. */
  save(content: DashboardContent, id?: string | undefined): SavedDashboard;
  /** Throws `not-found`, or `refused` where it is no longer as `was` says or the name is taken. */
  change(id: string, content: DashboardContent, was: DashboardContent): SavedDashboard;
  /** Throws `not-found`, or `refused` where it is no longer as `was` says. */
  remove(id: string, was: DashboardContent): SavedDashboard;
  /** Adds what is not here yet; a name that is taken gets a number. Those above the limit are left out. */
  addAll(dashboards: readonly DashboardContent[]): { readonly added: readonly SavedDashboard[]; readonly same: number; readonly leftOut: readonly string[] };
}

interface DashboardRow {
  readonly id: string;
  readonly name: string;
  readonly tiles: string;
  readonly changed_at: number;
}

export function openDashboards(database: Database): DashboardStore {
  const all = database.prepare<[], DashboardRow>('SELECT id, name, tiles, changed_at FROM dashboard ORDER BY number');
  const insert = database.prepare<[string, string, string, string, number]>('INSERT INTO dashboard (id, name, folded, tiles, changed_at) VALUES (?, ?, ?, ?, ?)');
  const update = database.prepare<[string, string, string, number, string]>('UPDATE dashboard SET name = ?, folded = ?, tiles = ?, changed_at = ? WHERE id = ?');
  const drop = database.prepare<[string]>('DELETE FROM dashboard WHERE id = ?');

  const list = (): readonly SavedDashboard[] => all.all().map(toDashboard);
  const one = (id: string, was?: DashboardContent): SavedDashboard => {
    const found = list().find((dashboard) => dashboard.id === id);
    if (!found) throw new ExpectedError('not-found', 'This dashboard is not there any more.');
    if (was && !isSame(found, was)) throw changedElsewhere('dashboard', found.name);
    return found;
  };
  const add = ({ name, tiles }: DashboardContent, id: string): SavedDashboard => {
    insert.run(id, name, foldViewName(name), JSON.stringify(tiles), Date.now());
    return one(id);
  };
  const inOne = writerOf(database);
  return {
    list,
    save: (content, id) =>
      inOne(() => {
        const there = list();
        if (there.length >= dashboardLimits.dashboards) throw new ExpectedError('refused', `There are ${dashboardLimits.dashboards} dashboards at most.`, 'Delete one first.');
        if (there.some((dashboard) => dashboard.id === id)) throw new ExpectedError('refused', `The dashboard “${content.name}” is there already.`);
        refuseTaken('dashboard', content.name, there);
        return add(content, id ?? newId());
      }),
    change: (id, { name, tiles }, was) =>
      inOne(() => {
        one(id, was);
        refuseTaken('dashboard', name, list().filter((other) => other.id !== id));
        update.run(name, foldViewName(name), JSON.stringify(tiles), Date.now(), id);
        return one(id);
      }),
    remove: (id, was) =>
      inOne(() => {
        const removed = one(id, was);
        drop.run(id);
        return removed;
      }),
    addAll: (dashboards) =>
      inOne(() => {
        const { fresh, same, leftOut } = chooseNew(dashboards, list(), dashboardLimits.dashboards, isSame);
        return { added: fresh.map((content) => add(content, newId())), same, leftOut };
      }),
  };
}

/** By the schema's order of fields, whatever order they were sent in. */
function isSame(left: DashboardContent, right: DashboardContent): boolean {
  return JSON.stringify(dashboardContentSchema().parse(left)) === JSON.stringify(dashboardContentSchema().parse(right));
}

/** A tile that only another version knows is left out, not the dashboard. */
function toDashboard({ id, name, tiles, changed_at }: DashboardRow): SavedDashboard {
  const parsed: unknown = JSON.parse(tiles);
  const known = Array.isArray(parsed) ? parsed.flatMap((tile: unknown) => dashboardContentSchema().shape.tiles.safeParse([tile]).data ?? []) : [];
  return { id, name, tiles: known, changedAt: changed_at };
}
