import type { Database } from 'better-sqlite3';
import { signingKeySchema } from '../../shared/contract/keys.ts';
import { lazily } from '../../shared/lazily.ts';
import { keyLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { readKnown, writerOf } from './writing.ts';
import type { z } from 'zod';

const factsSchema = lazily(() => signingKeySchema().omit({ id: true, platform: true }));

/** A key of the user's: its text, and what the text tells of it. */
export interface StoredKey {
  readonly id: string;
  readonly text: string;
  readonly facts: z.output<ReturnType<typeof factsSchema>>;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/** The public keys that the user trusts. All that writes does so whole or not at all. */
export interface SigningKeyStore {
  /** Added last first. */
  list(): readonly StoredKey[];
  /** Adds keys, and puts the text of those that are here already in the place of the older one. Throws `refused` where they are too many. */
  put(keys: readonly StoredKey[]): void;
  /** Throws `not-found` where one is gone already. */
  remove(ids: readonly string[]): readonly StoredKey[];
}

interface KeyRow {
  readonly id: string;
  readonly text: string;
  readonly facts: string;
  readonly added_at: number;
}

export function openSigningKeys(database: Database): SigningKeyStore {
  const all = database.prepare<[], KeyRow>('SELECT id, text, facts, added_at FROM signing_key ORDER BY added_at DESC, number DESC');
  const count = database.prepare<[], { keys: number }>('SELECT count(*) AS keys FROM signing_key');
  const save = database.prepare<[string, string, string, number]>(
    'INSERT INTO signing_key (id, text, facts, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text, facts = excluded.facts, added_at = excluded.added_at',
  );
  const drop = database.prepare<[string]>('DELETE FROM signing_key WHERE id = ?');
  const list = (): readonly StoredKey[] => all.all().flatMap(toKey);
  const inOne = writerOf(database);
  return {
    list,
    put: (keys) =>
      inOne(() => {
        for (const { id, text, facts, addedAt } of keys) save.run(id, text, JSON.stringify(facts), addedAt);
        if ((count.get()?.keys ?? 0) > keyLimits.keys) throw new ExpectedError('refused', `There are ${keyLimits.keys.toLocaleString('en')} keys at most.`, 'Remove some first.');
      }),
    remove: (ids) =>
      inOne(() => {
        const known = new Map(list().map((key) => [key.id, key]));
        return ids.map((id) => {
          const key = known.get(id);
          if (!key) throw new ExpectedError('not-found', 'This key is not there any more.');
          drop.run(id);
          return key;
        });
      }),
  };
}

/** A key that another version described in a form not known here is left out. */
function toKey({ id, text, facts, added_at }: KeyRow): readonly StoredKey[] {
  const known = readKnown(factsSchema(), facts);
  return known === null ? [] : [{ id, text, facts: known, addedAt: added_at }];
}
