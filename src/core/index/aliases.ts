import type { Database } from 'better-sqlite3';
import { type Alias, aliasLimits, comparedName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { writerOf } from './writing.ts';

export interface AliasChange {
  readonly add: readonly Alias[];
  readonly remove: readonly Alias[];
}

/** What a change did, which undoes it the other way round. */
export interface AliasChanged {
  readonly added: readonly Alias[];
  readonly removed: readonly Alias[];
}

/** Who is the same person. Aliases belong to no mirror; of one slot there is one. All that writes does so whole or not at all. */
export interface AliasStore {
  /** Another one after every change. */
  revision(): string;
  /** By e-mail and name. */
  list(): readonly Alias[];
  /** Takes aliases away that stand there exactly so, then adds others, each in the place of one with its slot. Throws `refused` where they are too many. */
  change(change: AliasChange): AliasChanged;
  /** The same, but what stands in the place of one to add is left. */
  putBack(change: AliasChange): AliasChanged;
}

interface AliasRow {
  readonly commit_email: string;
  readonly commit_name: string;
  readonly name: string | null;
  readonly email: string | null;
}

export function openAliases(database: Database): AliasStore {
  const columns = 'commit_email, commit_name, name, email';
  const all = database.prepare<[], AliasRow>(`SELECT ${columns} FROM alias ORDER BY email_key, name_key`);
  const standing = database.prepare<[], { aliases: number; last: number | null }>(
    `SELECT (SELECT count(*) FROM alias) AS aliases, (SELECT seq FROM sqlite_sequence WHERE name = 'alias') AS last`,
  );
  const one = database.prepare<[string, string], AliasRow>(`SELECT ${columns} FROM alias WHERE email_key = ? AND name_key = ?`);
  const drop = database.prepare<[string, string]>('DELETE FROM alias WHERE email_key = ? AND name_key = ?');
  const insert = database.prepare<[string, string, string, string, string | null, string | null]>(
    'INSERT INTO alias (email_key, name_key, commit_email, commit_name, name, email) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const inOne = writerOf(database);
  const apply = ({ add, remove }: AliasChange, replaces: boolean): AliasChanged => {
    const removed: Alias[] = [];
    const added: Alias[] = [];
    const take = (alias: Alias): void => {
      drop.run(comparedName(alias.commitEmail), comparedName(alias.commitName));
      removed.push(alias);
    };
    const at = ({ commitEmail, commitName }: Alias): Alias | null => {
      const row = one.get(comparedName(commitEmail), comparedName(commitName));
      return row ? toAlias(row) : null;
    };
    for (const alias of remove) {
      const found = at(alias);
      if (found && isSame(found, alias)) take(found);
    }
    for (const alias of add) {
      const found = at(alias);
      if (found && (!replaces || isSame(found, alias))) continue;
      if (found) take(found);
      insert.run(comparedName(alias.commitEmail), comparedName(alias.commitName), alias.commitEmail, alias.commitName, alias.name, alias.email);
      added.push(alias);
    }
    if ((standing.get()?.aliases ?? 0) > aliasLimits.aliases) throw new ExpectedError('refused', `There are ${aliasLimits.aliases.toLocaleString('en')} aliases at most.`, 'Remove some first.');
    return { added, removed };
  };
  return {
    revision: () => {
      const { aliases = 0, last = 0 } = standing.get() ?? {};
      return aliases === 0 ? 'none' : `${aliases}.${last}`;
    },
    list: () => all.all().map(toAlias),
    change: (change) => inOne(() => apply(change, true)),
    putBack: (change) => inOne(() => apply(change, false)),
  };
}

function toAlias({ commit_email, commit_name, name, email }: AliasRow): Alias {
  return { commitEmail: commit_email, commitName: commit_name, name, email };
}

function isSame(left: Alias, right: Alias): boolean {
  return left.name === right.name && left.email === right.email;
}
