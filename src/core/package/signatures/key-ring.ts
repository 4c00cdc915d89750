import { keyIdOf } from './pgp-packet.ts';
import { readPgpKeys, type PublicKey } from './pgp.ts';
import type { ImportedKey } from './types.ts';

/** The imported keys, found by what a signature names. */
export interface KeyRing {
  /** Changes whenever any key does. */
  readonly revision: string;
  /** Every listing of an SSH key; certificate authorities are left out. */
  ssh(fingerprint: string): readonly ImportedKey[];
  /** By fingerprint or key id, of the key or of a subkey. */
  pgp(key: string): readonly ImportedKey[];
  /** The key itself, parsed when it is needed first; null where this version cannot. */
  open(key: ImportedKey): Promise<PublicKey | null>;
}

export function makeKeyRing(keys: readonly ImportedKey[], revision: string): KeyRing {
  const byFingerprint = new Map<string, ImportedKey[]>();
  const byKeyId = new Map<string, ImportedKey[]>();
  const opened = new Map<string, Promise<PublicKey | null>>();
  for (const key of keys) {
    if (key.facts.kind === 'ca') continue;
    if (key.facts.kind !== 'pgp') append(byFingerprint, key.facts.fingerprint, key);
    for (const keyId of new Set(key.facts.keyIds)) append(byKeyId, keyId, key);
  }
  return {
    revision,
    ssh: (fingerprint) => byFingerprint.get(fingerprint) ?? [],
    pgp: (key) => byKeyId.get(key.length > 16 ? keyIdOf(key) : key) ?? [],
    open: (key) => {
      const known = opened.get(key.id);
      if (known) return known;
      const reading = readPgpKeys(key.text).then((read) => read[0] ?? null, () => null);
      opened.set(key.id, reading);
      return reading;
    },
  };
}

function append(map: Map<string, ImportedKey[]>, name: string, key: ImportedKey): void {
  const list = map.get(name);
  if (list) list.push(key);
  else map.set(name, [key]);
}
