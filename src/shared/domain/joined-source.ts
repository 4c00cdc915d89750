/** What is said of the PeaTMOSS database that an export depends on. */
export function describeSource({ file, sha256, state }: { readonly file: string; readonly sha256: string | null; readonly state: 'same' | 'other' | 'absent' }): string {
  const named = `It depends on the PeaTMOSS database ${file}${sha256 === null ? ', whose SHA-256 it does not name' : ` (SHA-256 ${sha256.slice(0, 12)}…)`}`;
  if (state === 'same') return `${named}, which is joined here.`;
  return `${named}: ${state === 'absent' ? 'none is joined here' : 'another one is joined here'}.`;
}
