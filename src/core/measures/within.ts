/** A search for what a condition finds among the packages of another search. */
export function within(query: string, condition: string): string {
  return query.trim() === '' ? condition : /\bOR\b/.test(query) ? `(${query}) ${condition}` : `${query} ${condition}`;
}
