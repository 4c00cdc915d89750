import type { SignedCommit } from '../../../../shared/contract/index.ts';
import type { SignatureState } from '../../../../shared/domain/index.ts';
import type { Tone } from '../../ui/marks.tsx';

export const stateTones: Readonly<Record<SignatureState, Tone>> = {
  valid: 'good', unlisted: 'accent', doubtful: 'warning', 'key-missing': 'neutral', invalid: 'danger', unchecked: 'neutral', unreadable: 'warning',
};

export const kindNames: Readonly<Record<SignedCommit['kind'], string>> = { pgp: 'PGP', ssh: 'SSH', x509: 'X.509', unknown: 'Unknown' };

/** As much of a fingerprint as tells keys of one page apart: people compare the whole, which stands beside it. */
export function shortKey(key: string): string {
  if (!key.startsWith('SHA256:')) return key.length > 16 ? key.slice(-16) : key;
  return `${key.slice(0, 19)}…`;
}
