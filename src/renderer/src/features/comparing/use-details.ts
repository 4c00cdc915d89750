import { useEffect, useState } from 'react';
import type { PackageDetail } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { useEpoch } from '../../client/epoch.ts';

interface Details {
  readonly key: string;
  readonly details: readonly PackageDetail[];
  /** Packages that cannot be read, with the reason. */
  readonly missing: readonly { readonly package: PackageKey; readonly error: CallError }[];
}

/** All that the index knows of a few packages, in their order; one that cannot be read is an error beside the others. */
export function useDetails(mirror: string | null, packages: readonly PackageKey[]): Omit<Details, 'key'> & { readonly loading: boolean } {
  const epoch = useEpoch((state) => state.epoch);
  const key = JSON.stringify([mirror, packages, epoch]);
  const [held, setHeld] = useState<Details>({ key: '', details: [], missing: [] });
  useEffect(() => {
    const [asked, wanted] = JSON.parse(key) as [string | null, PackageKey[], number];
    if (asked === null || wanted.length === 0) return;
    const controller = new AbortController();
    const ask = async (): Promise<void> => {
      const answers = await Promise.all(wanted.map((one) => call('packages.get', { mirror: asked, package: one }, controller.signal)));
      if (controller.signal.aborted) return;
      setHeld({ key, details: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])), missing: answers.flatMap((answer, at) => (answer.ok ? [] : [{ package: wanted[at] as PackageKey, error: answer.error }])) });
    };
    void ask();
    return () => controller.abort();
  }, [key]);
  const isCurrent = held.key === key;
  return { details: held.details, missing: isCurrent ? held.missing : [], loading: !isCurrent && packages.length > 0 && held.details.length === 0 };
}
