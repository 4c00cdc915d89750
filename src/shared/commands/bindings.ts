import { isKeys, keysClash } from './keys.ts';
import { commandById, commands, type CommandDescriptor, type CommandId } from './table.ts';

/** The user's keys by command; none for a command that has been given no keys. Ids of other versions are kept and mean nothing. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

/** What changes: null gives a command its own keys back. */
export type BindingsChange = Readonly<Record<string, readonly string[] | null>>;

export type KeysByCommand = ReadonlyMap<CommandId, readonly string[]>;

/** The keys in force: the user's, else the command's own as far as the user gave them to no other. */
export function resolveKeys(bindings: Bindings): KeysByCommand {
  const chosen = new Map<CommandId, readonly string[]>();
  for (const { id } of commands) {
    const keys = Object.hasOwn(bindings, id) ? bindings[id] : undefined;
    if (keys) chosen.set(id, keys.filter(isKeys));
  }
  return new Map(
    commands.map((command: CommandDescriptor & { readonly id: CommandId }) => {
      const own = chosen.get(command.id);
      return [command.id, own ?? (command.keys ?? []).filter((keys) => clashesWith(command.id, keys, chosen).length === 0)];
    }),
  );
}

/** The commands that keys would be taken from, were they given to `id`. Commands of two views never meet. */
export function clashesWith(id: CommandId, keys: string, taken: KeysByCommand): readonly CommandId[] {
  const { where } = commandById(id);
  return [...taken].flatMap(([other, theirs]) => {
    if (other === id) return [];
    const otherWhere = commandById(other).where;
    const meet = where === otherWhere || where === 'everywhere' || otherWhere === 'everywhere';
    return meet && theirs.some((candidate) => keysClash(candidate, keys)) ? [other] : [];
  });
}

/** The keys that a command comes with. */
export function ownKeys(id: CommandId): readonly string[] {
  return commandById(id).keys ?? [];
}

export function changeBindings(bindings: Bindings, change: BindingsChange): Bindings {
  const changed = Object.entries({ ...bindings, ...change });
  return Object.fromEntries(changed.filter((entry): entry is [string, readonly string[]] => entry[1] !== null));
}
