/**
 * Something that is built when it is first asked for, and then stays: schemas, above all. To build those of the contract takes 70 ms, and a program
 * or a thread that starts asks for a few.
 */
export function lazily<Built>(build: () => Built): () => Built {
  let held: { readonly built: Built } | null = null;
  return () => (held ??= { built: build() }).built;
}
