import type { Database } from 'better-sqlite3';
import { columnLayoutSchema } from '../../shared/contract/layout.ts';
import type { CallArguments, ColumnLayout, PlacedView, SavedView, ViewContent } from '../../shared/contract/index.ts';
import { foldViewName, viewLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { isColumnId } from '../../shared/table/index.ts';
import { changedElsewhere, chooseNew, refuseTaken } from './named.ts';
import { newId, writerOf } from './writing.ts';

/** The user's saved views, in the order that the user gave them. All that writes does so whole or not at all. */
export interface ViewStore {
  list(): readonly SavedView[];
  /** Throws `refused` where a view has the name, or there are too many. */
  save(content: ViewContent): SavedView;
  /** Throws `not-found`, or `refused` where the name is taken or something in `was` is no longer so. */
  change(id: string, change: ViewChange, was: ViewChange): SavedView;
  /** Throws `not-found`, or `refused` where one is no longer as `was` says. */
  remove(views: readonly { readonly id: string; readonly was?: ViewContent | undefined }[]): readonly PlacedView[];
  /** Throws `refused` where a name is taken meanwhile. */
  restore(views: readonly PlacedView[]): void;
  /** Throws `refused` where other views, or another order than `was`, are there. */
  reorder(order: readonly string[], was?: readonly string[] | undefined): void;
  /** Adds what is not here yet at the end; a name that is taken gets a number. Those above the limit are left out. */
  addAll(views: readonly ViewContent[]): AddedViews;
}

type ViewChange = CallArguments<'views.change'>['change'];

export interface AddedViews {
  readonly added: readonly PlacedView[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly same: number;
  readonly leftOut: readonly string[];
}

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly columns: string;
  readonly changed_at: number;
}

export function openViews(database: Database): ViewStore {
  const all = database.prepare<[], ViewRow>('SELECT id, name, query, columns, changed_at FROM view ORDER BY position, number');
  const named = database.prepare<[string], { id: string; name: string }>('SELECT id, name FROM view WHERE folded = ?');
  const insert = database.prepare<[string, string, string, string, string, number, number]>(
    'INSERT INTO view (id, name, folded, query, columns, changed_at, position) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare<[string, string, string, string, number, string]>('UPDATE view SET name = ?, folded = ?, query = ?, columns = ?, changed_at = ? WHERE id = ?');
  const drop = database.prepare<[string]>('DELETE FROM view WHERE id = ?');
  const place = database.prepare<[number, string]>('UPDATE view SET position = ? WHERE id = ?');

  const list = (): readonly SavedView[] => all.all().map(toView);
  const one = (id: string): SavedView => {
    const view = list().find((candidate) => candidate.id === id);
    if (!view) throw new ExpectedError('not-found', 'This view is not there any more.');
    return view;
  };
  const add = ({ id, name, query, columns, changedAt }: SavedView, position: number): void =>
    void insert.run(id, name, foldViewName(name), query, JSON.stringify(columns), changedAt, position);
  const setOrder = (ids: readonly string[]): void => ids.forEach((id, position) => place.run(position, id));
  const refuseNameTaken = (name: string, own: string | null): void =>
    refuseTaken('view', name, named.all(foldViewName(name)).filter(({ id }) => id !== own), 'Choose another name, or update that view.');
  const inOne = writerOf(database);
  return {
    list,
    save: (content) =>
      inOne(() => {
        refuseNameTaken(content.name, null);
        const count = list().length;
        if (count >= viewLimits.views) throw tooMany();
        const view = newView(content);
        add(view, count);
        return view;
      }),
    change: (id, change, was) =>
      inOne(() => {
        const before = one(id);
        if (!isSame(before, changed(before, was))) throw changedElsewhere('view', before.name);
        const { name, query, columns } = changed(before, change);
        refuseNameTaken(name, id);
        update.run(name, foldViewName(name), query, JSON.stringify(columns), Date.now(), id);
        return one(id);
      }),
    remove: (views) =>
      inOne(() => {
        const before = list();
        const removed = views.map(({ id, was }): PlacedView => {
          const view = one(id);
          if (was && !isSame(view, was)) throw changedElsewhere('view', view.name);
          return { ...view, position: before.findIndex((candidate) => candidate.id === id) };
        });
        for (const { id } of removed) drop.run(id);
        setOrder(list().map(({ id }) => id));
        return removed;
      }),
    restore: (views) =>
      inOne(() => {
        const order = list().map(({ id }) => id);
        if (order.length + views.length > viewLimits.views) throw tooMany();
        for (const view of [...views].sort((left, right) => left.position - right.position)) {
          if (order.includes(view.id)) throw new ExpectedError('refused', `The view “${view.name}” is there already.`);
          refuseNameTaken(view.name, null);
          add(view, order.length);
          order.splice(view.position, 0, view.id);
        }
        setOrder(order);
      }),
    reorder: (order, was) =>
      inOne(() => {
        const before = list().map(({ id }) => id);
        if (was && was.join() !== before.join()) throw new ExpectedError('refused', 'The order of the views was changed elsewhere meanwhile.');
        if ([...order].sort().join() !== [...before].sort().join()) throw new ExpectedError('refused', 'Views were added or deleted elsewhere meanwhile.', 'The order was left as it is.');
        setOrder(order);
      }),
    addAll: (views) =>
      inOne(() => {
        const there = list();
        const { fresh, ...others } = chooseNew(views, there, viewLimits.views, isSame);
        const added = fresh.map((content, at) => ({ ...newView(content), position: there.length + at }));
        for (const view of added) add(view, view.position);
        return { added, ...others };
      }),
  };
}

function newView({ name, query, columns }: ViewContent): SavedView {
  return { id: newId(), name, query, columns, changedAt: Date.now() };
}

function changed(before: ViewContent, { name, query, columns }: ViewChange): ViewContent {
  return { name: name ?? before.name, query: query ?? before.query, columns: columns ?? before.columns };
}

function isSame(left: ViewContent, right: ViewContent): boolean {
  return left.name === right.name && left.query === right.query && JSON.stringify(left.columns) === JSON.stringify(right.columns);
}

function toView({ id, name, query, columns, changed_at }: ViewRow): SavedView {
  return { id, name, query, columns: toLayout(columns), changedAt: changed_at };
}

/** A column that only another version knows is left out, not the view. */
function toLayout(text: string): ColumnLayout {
  const parsed: unknown = JSON.parse(text);
  const known = Array.isArray(parsed) ? parsed.filter((column: unknown) => typeof column === 'object' && column !== null && 'id' in column && isColumnId(String(column.id))) : [];
  const checked = columnLayoutSchema().safeParse(known);
  return checked.success ? checked.data : [{ id: 'name', width: null, pinned: true }];
}

function tooMany(): ExpectedError {
  return new ExpectedError('refused', `There are ${viewLimits.views} views at most.`, 'Delete one first.');
}
