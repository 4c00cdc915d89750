import { createHash } from 'node:crypto';
import type { CallAnswer, CallArguments, KeptKey, ListedKey } from '../../shared/contract/index.ts';
import { keyLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { StoredKey } from '../index/index.ts';
import { describePgpKey, type KeyRing, makeKeyRing, mergePgpKeys, platformOfKey, readKeys, readPgpKeys, type ReadKey } from '../package/index.ts';
import { readUserFile } from './read-user-file.ts';
import type { WorkerContext } from './worker-context.ts';

export function listKeys({ userDatabase }: WorkerContext): CallAnswer<'keys.list'> {
  return { keys: userDatabase.signingKeys.list().map(toListed) };
}

/** Throws `not-found` or `unreadable` for a file, `refused` where there are too many; nothing is taken in then. */
export async function importKeys({ userDatabase }: WorkerContext, args: CallArguments<'keys.import'>): Promise<CallAnswer<'keys.import'>> {
  const source = 'text' in args ? args.text : readUserFile(args.path, 'a file of keys', keyLimits.import);
  const { keys, bad: unread } = await readKeys(source);
  const bad = [...unread];
  const known = new Map(userDatabase.signingKeys.list().map((key) => [key.id, key]));
  const replaced: KeptKey[] = [];
  const added = new Map<string, StoredKey>();
  let same = 0;
  for (const read of keys) {
    const before = added.get(idOf(read)) ?? known.get(idOf(read));
    let now = read;
    try {
      if (before !== undefined) now = await merged(before, read);
    } catch (error) {
      bad.push({ entry: read.facts.fingerprint, reason: `It cannot be united with the key that is here: ${error instanceof Error ? error.message : ''}` });
      continue;
    }
    if (before !== undefined && now.text === before.text) {
      same += 1;
      continue;
    }
    if (known.has(idOf(read)) && !added.has(idOf(read)) && before !== undefined) replaced.push(toKept(before));
    added.set(idOf(read), toStored(now, before?.addedAt ?? Date.now()));
  }
  userDatabase.signingKeys.put([...added.values()]);
  return { added: [...added.values()].map(toListed), replaced, same, bad };
}

export function removeKeys({ userDatabase }: WorkerContext, { ids }: CallArguments<'keys.remove'>): CallAnswer<'keys.remove'> {
  return { removed: userDatabase.signingKeys.remove(ids).map(toKept) };
}

/** What comes from outside is read as strictly as an import. */
export async function restoreKeys(context: WorkerContext, { keys }: CallArguments<'keys.restore'>): Promise<CallAnswer<'keys.restore'>> {
  const stored: StoredKey[] = [];
  for (const { text, addedAt } of keys) {
    const [key] = (await readKeys(text)).keys;
    if (key === undefined) throw new ExpectedError('refused', 'A key that was to be put back cannot be read.');
    stored.push(toStored(key, addedAt));
  }
  context.userDatabase.signingKeys.put(stored);
  return listKeys(context);
}

let ring: KeyRing | null = null;

/** The imported keys; parsed anew only when they changed. */
export function keyRing({ userDatabase }: WorkerContext): KeyRing {
  const keys = userDatabase.signingKeys.list();
  const hash = createHash('sha256');
  for (const { id, text } of keys) hash.update(`${id} ${text.length}\n`).update(text);
  const revision = hash.digest('hex');
  if (ring?.revision !== revision) ring = makeKeyRing(keys, revision);
  return ring;
}

/** A PGP key that is here already keeps what it has and takes what the newer copy adds: a revocation must not be lost to an older file. */
async function merged(before: StoredKey, read: ReadKey): Promise<ReadKey> {
  if (read.facts.kind !== 'pgp' || before.text === read.text) return { ...read, text: before.text };
  const [[older], [newer]] = [await readPgpKeys(before.text), await readPgpKeys(read.text)];
  return older === undefined || newer === undefined ? read : describePgpKey(await mergePgpKeys(older, newer));
}

function idOf({ identity }: ReadKey): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}

function toStored(key: ReadKey, addedAt: number): StoredKey {
  return { id: idOf(key), text: key.text, facts: key.facts, addedAt };
}

function toKept({ text, addedAt }: StoredKey): KeptKey {
  return { text, addedAt };
}

function toListed({ id, facts, addedAt }: StoredKey): ListedKey {
  return { ...facts, id, addedAt, platform: platformOfKey(facts.fingerprint) };
}
