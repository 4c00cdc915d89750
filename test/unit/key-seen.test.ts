import { expect, test } from 'vitest';
import { readKeys } from '../../src/core/package/signatures/read-keys.ts';
import { keySeenIn } from '../../src/renderer/src/features/signatures/key-seen.ts';

const seen = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f';
const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA';

test.each([
  'google/bert', `a\n${other}`, `a\r\n${other}`, `a\u2028${other}`, `a -----BEGIN PGP PUBLIC KEY BLOCK-----\nx\n-----END PGP PUBLIC KEY BLOCK-----`,
])('importing a key that signed in %j takes that key alone', async (name) => {
  const { keys, bad } = await readKeys(keySeenIn(seen, { hub: 'huggingface', name, ordinal: 0 }));
  expect(bad).toEqual([]);
  expect(keys).toHaveLength(1);
  expect(keys[0]?.text).toContain(seen);
});
