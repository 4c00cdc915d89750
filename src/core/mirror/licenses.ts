import deprecatedIds from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import currentIds from 'spdx-license-ids/index.json' with { type: 'json' };
import type { Normalised } from '../../shared/domain/index.ts';

const byLowerCase = new Map<string, string>([...deprecatedIds, ...currentIds].map((id) => [id.toLowerCase(), id]));

/** Spellings met on the hubs that name one licence beyond doubt, though they are not its SPDX id. */
const aliases: ReadonlyMap<string, string> = new Map(Object.entries({
  apache: 'Apache-2.0',
  'apache-2': 'Apache-2.0',
  'apache2.0': 'Apache-2.0',
  'apache 2.0': 'Apache-2.0',
  'apache license 2.0': 'Apache-2.0',
  'apache-license-2.0': 'Apache-2.0',
  'mit license': 'MIT',
  'cc0': 'CC0-1.0',
  'cc-by-4': 'CC-BY-4.0',
  'cc by 4.0': 'CC-BY-4.0',
  'bsd-3': 'BSD-3-Clause',
  'bsd-2': 'BSD-2-Clause',
  'lgpl-lr': 'LGPLLR',
  'gpl-2': 'GPL-2.0-only',
  'gpl-3': 'GPL-3.0-only',
  'gplv2': 'GPL-2.0-only',
  'gplv3': 'GPL-3.0-only',
  'gpl-2.0': 'GPL-2.0-only',
  'gpl-3.0': 'GPL-3.0-only',
  'lgpl-2.1': 'LGPL-2.1-only',
  'lgpl-3.0': 'LGPL-3.0-only',
  'agpl-3.0': 'AGPL-3.0-only',
}));

/** The hubs have a few hundred spellings; a hostile mirror may have any number. */
const maxRemembered = 4096;
const remembered = new Map<string, Normalised>();

/**
 * The SPDX id of a licence as a hub spells it. What maps to none ("other", "openrail", "???") keeps the hub's spelling
 * in lower case, so that it is counted, and is never passed off as an SPDX id.
 */
export function normaliseLicense(original: string): Normalised {
  const known = remembered.get(original);
  if (known) return known;
  const key = original.toLowerCase().replace(/\s+/g, ' ');
  const found = { value: aliases.get(key) ?? byLowerCase.get(key) ?? key, original };
  if (remembered.size < maxRemembered && original.length <= 256) remembered.set(original, found);
  return found;
}

/** Whether a normalised licence is an SPDX id. */
export function isSpdxId(value: string): boolean {
  return byLowerCase.get(value.toLowerCase()) === value;
}
