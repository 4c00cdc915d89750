/** Keys of rows that are no value of a field; those that are begin with `=`, so that no value can be taken for one. */
export const restKey = 'other';
export const noneKey = 'none';

export function valueKey(folded: string): string {
  return `=${folded}`;
}

/** The value of a key; null for other rows. */
export function valueOfKey(key: string): string | null {
  return key.startsWith('=') ? key.slice(1) : null;
}
