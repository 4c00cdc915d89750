/** A clone made with a token keeps it in its address; the index does not. */
export function withoutSecrets(origin: string | null): string | null {
  return origin?.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1').slice(0, 2000) ?? null;
}
