import { type ReadDatabase, signatureKinds } from '../index/index.ts';
import { prepare } from './statements.ts';

type SignedKind = Exclude<(typeof signatureKinds)[number], 'none'>;

/** Signed commits of a repository, by the form of their signature and by whose key signs. */
export interface SignedSums {
  readonly kinds: readonly { readonly kind: SignedKind; readonly commits: number }[];
  readonly personal: number;
  /** The committer is an automated account or a platform. */
  readonly platform: number;
}

const sql = `
  SELECT c.signature, p.automated, count(*) FROM commits AS c JOIN person AS p ON p.id = c.committer
  WHERE c.repository = ? AND c.signature > 0 AND live() GROUP BY c.signature, p.automated ORDER BY c.signature`;

/** Null where there is no repository whose commits can be read. */
export function signedSums(database: ReadDatabase, repository: number | null): SignedSums | null {
  const commits = repository === null ? null : prepare<[number], number | null>(database, 'SELECT commits FROM repository WHERE id = ?').pluck().get(repository);
  if (repository === null || !commits) return null;
  const rows = prepare<[number], readonly [signature: number, automated: number, commits: number]>(database, sql).raw().all(repository) as unknown as readonly (readonly [number, number, number])[];
  const of = (isCounted: (row: readonly [number, number, number]) => boolean): number => rows.reduce((sum, row) => (isCounted(row) ? sum + row[2] : sum), 0);
  const kinds = signatureKinds.flatMap((kind, at) => (kind === 'none' || !rows.some(([signature]) => signature === at) ? [] : [{ kind, commits: of(([signature]) => signature === at) }]));
  return { kinds, personal: of(([, automated]) => automated === 0), platform: of(([, automated]) => automated > 0) };
}
