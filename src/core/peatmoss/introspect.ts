import type { Database } from 'better-sqlite3';
import { ExpectedError } from '../../shared/result.ts';

/** Where a PeaTMOSS database keeps what is read of it. Its distributions name things differently. */
export interface PeatmossTables {
  readonly models: { readonly table: string; readonly id: string; readonly name: string; readonly hub: string | null };
  /** Names of hubs by id; null where a model names its hub itself, or none. */
  readonly hubs: { readonly table: string; readonly id: string; readonly name: string } | null;
  /** Which repository uses which model. */
  readonly uses: { readonly table: string; readonly model: string; readonly repository: string };
  readonly repositories: { readonly table: string; readonly id: string; readonly owner: string | null; readonly name: string | null; readonly url: string | null } | null;
}

interface Table {
  readonly name: string;
  /** Lower case without anything but letters and digits: `context_id` and `contextId` are one. */
  readonly plain: string;
  readonly columns: readonly string[];
  /** What columns refer to, by the table's plain name. */
  readonly refersTo: ReadonlyMap<string, string>;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const modelTables = ['model', 'models', 'ptm', 'ptms', 'package', 'packages', 'pretrainedmodel', 'pretrainedmodels'];
const modelNames = ['contextid', 'modelname', 'fullname', 'name', 'repoid'];
const modelReferences = ['modelid', 'ptmid', 'packageid', 'pretrainedmodelid'];
const repositoryReferences = ['reuserepositoryid', 'reuserepoid', 'downstreamrepositoryid', 'githubrepositoryid', 'githubrepoid', 'repositoryid', 'projectid'];
const mostTables = 10_000;

/** Finds the tables by what they hold. Throws `refused`, saying what is missing and what is there. */
export function findTables(database: Database, path: string): PeatmossTables {
  const { tables, others } = readTables(database);
  const models = tables.flatMap((table) => modelsIn(table) ?? []).toSorted((one, other) => rankOf(plain(one.table)) - rankOf(plain(other.table)))[0];
  const there = `It has ${tables.length === 0 ? 'no tables' : `the tables ${tables.slice(0, 12).map(({ name }) => name.slice(0, 60)).join(', ')}${tables.length > 12 ? ' and others' : ''}`}.`;
  const missing = (what: string, names: readonly string[]): ExpectedError => {
    const view = others.find(({ name }) => names.includes(plain(name)));
    const why = view ? `${view.name} is a ${view.type} there: only plain tables are read, since anything else may run what it likes.` : there;
    return new ExpectedError('refused', `${path} is no PeaTMOSS database: it has no table of ${what}. ${why}`, 'Nothing was taken in. Wanted are model (id, context_id) and model_to_reuse_repository (model_id, reuse_repository_id), or tables alike.');
  };
  if (!models) throw missing('models', modelTables);
  const uses = tables.flatMap((table) => usesIn(table, plain(models.table)) ?? []).toSorted((one, other) => rankOfUses(one.table) - rankOfUses(other.table))[0];
  if (!uses) throw missing('repositories that use models', ['modeltoreuserepository', 'reusefile']);
  const target = tables.find(({ name }) => name === uses.table)?.refersTo.get(plain(uses.repository));
  const repositories = tables.find((table) => table.plain === target) ?? tables.find((table) => table.plain === plain(uses.repository).replace(/id$/, ''));
  return { models: { table: models.table, id: models.id, name: models.name, hub: models.hub }, hubs: hubsIn(tables, models.hub), uses, repositories: repositoriesIn(repositories) };
}

function readTables(database: Database): { readonly tables: readonly Table[]; readonly others: readonly { readonly name: string; readonly type: string }[] } {
  const all = database.prepare<[], { name: string; type: string }>(`SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name`).all().slice(0, mostTables);
  const columns = database.prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)');
  const references = database.prepare<[string], { column: string; target: string }>('SELECT "from" AS column, "table" AS target FROM pragma_foreign_key_list(?)');
  return {
    tables: all.filter(({ type }) => type === 'table').map(({ name }) => ({
      name, plain: plain(name), columns: columns.all(name).map((column) => column.name),
      refersTo: new Map(references.all(name).map(({ column, target }) => [plain(column), plain(target)])),
    })),
    others: all.filter(({ type }) => type !== 'table'),
  };
}

function columnNamed({ columns }: Table, names: readonly string[]): string | null {
  for (const wanted of names) {
    const found = columns.find((column) => plain(column) === wanted);
    if (found !== undefined) return found;
  }
  return null;
}

function modelsIn(table: Table): PeatmossTables['models'] | null {
  const id = columnNamed(table, ['id', 'modelid']);
  const name = columnNamed(table, modelTables.includes(table.plain) ? modelNames : ['contextid']);
  return id === null || name === null || id === name ? null : { table: table.name, id, name, hub: columnNamed(table, ['modelhubid', 'hubid', 'modelhub', 'hub', 'modelhubname']) };
}

/** Tables of models by name go before those that only look like it. */
function rankOf(name: string): number {
  const at = modelTables.indexOf(name);
  return at < 0 ? modelTables.length : at;
}

function usesIn(table: Table, models: string): PeatmossTables['uses'] | null {
  if (table.plain === models) return null;
  const referring = (matches: (column: string, target: string | undefined) => boolean): string | undefined =>
    table.columns.find((column) => matches(plain(column), table.refersTo.get(plain(column))));
  const model = referring((_column, target) => target === models) ?? referring((column) => modelReferences.includes(column));
  const repository = referring((column) => repositoryReferences.includes(column));
  return model === undefined || repository === undefined || model === repository ? null : { table: table.name, model, repository };
}

/** The table of pairs before that of files, which may name a repository several times. */
function rankOfUses(name: string): number {
  const known = ['modeltoreuserepository', 'modeltoreuserepo', 'modeltorepository'].indexOf(plain(name));
  if (known >= 0) return known;
  return /file/.test(plain(name)) ? 20 : /reuse|downstream|depend/.test(plain(name)) ? 10 : 30;
}

function hubsIn(tables: readonly Table[], column: string | null): PeatmossTables['hubs'] {
  if (column === null || !plain(column).endsWith('id')) return null;
  const table = tables.find((candidate) => ['modelhub', 'modelhubs', 'hub', 'hubs'].includes(candidate.plain));
  const [id, name] = table ? [columnNamed(table, ['id', 'modelhubid', 'hubid']), columnNamed(table, ['name', 'modelhubname', 'title'])] : [null, null];
  return table && id !== null && name !== null ? { table: table.name, id, name } : null;
}

function repositoriesIn(table: Table | undefined): PeatmossTables['repositories'] {
  const id = table ? columnNamed(table, ['id', 'reuserepositoryid', 'repositoryid']) : null;
  if (!table || id === null) return null;
  return { table: table.name, id, owner: columnNamed(table, ['owner', 'author']), name: columnNamed(table, ['name', 'fullname', 'repository']), url: columnNamed(table, ['url', 'repourl', 'link', 'htmlurl']) };
}
