import { useEffect, useMemo, useState } from 'react';
import type { CallAnswer, Comparison } from '../../../../shared/contract/index.ts';
import { isSamePackage, type PackageKey } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { useCall } from '../../client/use-call.ts';

interface Found {
  /** What is shown: from the index first, then with what cards, files and clones tell. */
  readonly comparison: Comparison | null;
  /** Packages that this mirror lacks, with the reason. */
  readonly lost: readonly { readonly package: PackageKey; readonly error: CallError }[];
  readonly error: CallError | null;
  /** Whether cards, files and clones are still being read. */
  readonly reading: boolean;
  readonly reload: () => void;
}

type Rows = CallAnswer<'packages.rows'>['rows'];

/** Compares packages; those that are not here are told and left out. */
export function useComparison(mirror: string | null, packages: readonly PackageKey[]): Found {
  const wanted = packages.length === 0 || mirror === null ? null : { mirror, packages: [...packages] };
  const here = useCall('packages.rows', wanted, true);
  const present = useMemo(() => presentOf(packages, here.value?.rows ?? []), [packages, here.value]);
  const asked = mirror !== null && present.length > 1 ? { mirror, packages: [...present] } : null;
  const quick = useCall('packages.compare', asked === null ? null : { ...asked, deep: false }, true);
  const deep = useCall('packages.compare', asked === null ? null : { ...asked, deep: true }, true);
  const lost = useLost(mirror, here.value === null ? [] : packages.filter((key) => !present.includes(key)));
  const comparison = deep.value ?? quick.value;
  return { comparison, lost, error: here.error ?? quick.error ?? deep.error, reading: asked !== null && deep.value === null && deep.error === null, reload: () => (here.error ? here : deep).reload() };
}

function presentOf(packages: readonly PackageKey[], rows: Rows): readonly PackageKey[] {
  return packages.filter((key) => rows.some((row) => isSamePackage(row, key)));
}

/** Why each package that is not here is not: it may have gone since an earlier index. */
function useLost(mirror: string | null, packages: readonly PackageKey[]): Found['lost'] {
  const key = JSON.stringify([mirror, packages]);
  const [held, setHeld] = useState<{ readonly key: string; readonly lost: Found['lost'] }>({ key: '', lost: [] });
  useEffect(() => {
    const [asked, wanted] = JSON.parse(key) as [string | null, PackageKey[]];
    if (asked === null || wanted.length === 0) return;
    const controller = new AbortController();
    const ask = async (): Promise<void> => {
      const answers = await Promise.all(wanted.map((one) => call('packages.get', { mirror: asked, package: one }, controller.signal)));
      if (!controller.signal.aborted) setHeld({ key, lost: answers.flatMap((answer, at) => (answer.ok ? [] : [{ package: wanted[at] as PackageKey, error: answer.error }])) });
    };
    void ask();
    return () => controller.abort();
  }, [key]);
  return held.key === key ? held.lost : [];
}
