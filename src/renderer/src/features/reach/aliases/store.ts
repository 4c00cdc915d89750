import { create } from 'zustand';
import type { CallAnswer, CallInput, ReachScope } from '../../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../../shared/result.ts';
import { recordUndo } from '../../../app/undo.ts';
import { call } from '../../../client/client.ts';
import { errorOf } from '../../../client/error-of.ts';
import { formatPlural } from '../../../ui/quantity.ts';

type Alias = CallAnswer<'aliases.list'>['aliases'][number];
type Changed = CallAnswer<'aliases.remove'>;

/** Somebody who may be merged with others. */
export type Mergeable = CallAnswer<'aliases.suggest'>['groups'][number]['members'][number];

export type AliasScope = Pick<ReachScope, 'mirror' | 'hub' | 'query' | 'key' | 'role'>;

export type AliasDialog =
  | { readonly dialog: 'manage'; readonly scope: AliasScope }
  | { readonly dialog: 'merge'; readonly scope: AliasScope; readonly members: readonly Pick<Mergeable, 'maintainer' | 'name' | 'reach'>[]; readonly back?: boolean }
  | { readonly dialog: 'import' | 'export'; readonly scope: AliasScope };

export const useAliases = create<{ readonly shown: AliasDialog | null }>(() => ({ shown: null }));

export function showAliases(shown: AliasDialog | null): void {
  useAliases.setState({ shown });
}

/** Makes several people one; it can be undone. Everything on screen is asked anew by the engine's event. */
export async function mergePeople(input: CallInput<'aliases.merge'>, count: number): Promise<CallError | null> {
  const answer = await call('aliases.merge', input);
  if (!answer.ok) return answer.error;
  record(`Merged ${formatPlural(count, 'maintainer')}`, answer.value);
  return null;
}

export async function removeAlias(alias: Alias): Promise<CallError | null> {
  const answer = await call('aliases.remove', { aliases: [alias] });
  if (!answer.ok) return answer.error;
  record(`Removed the alias of ${alias.commitEmail || alias.commitName}`, answer.value);
  return null;
}

export async function importAliases(path: string): Promise<Result<CallAnswer<'aliases.import'>>> {
  const answer = await call('aliases.import', { path });
  if (answer.ok && answer.value.added.length > 0) record(`Imported ${formatPlural(answer.value.added.length, 'alias', 'aliases')}`, answer.value, false);
  return answer;
}

function record(title: string, { added, removed }: Changed, tell = true): void {
  const put = (change: Changed): Promise<CallError | null> => errorOf(call('aliases.putBack', change));
  recordUndo({ title, undo: () => put({ added, removed }), redo: () => put({ added: removed, removed: added }) }, tell);
}
