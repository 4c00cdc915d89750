import { UserRound } from 'lucide-react';
import type { MaintainerRow, ReachKind } from '../../../shared/contract/index.ts';
import { useCall } from '../client/use-call.ts';
import { formatPlural } from '../ui/quantity.ts';
import type { FoundPackages } from './palette-packages.tsx';
import type { PaletteEntry } from './palette-sources.tsx';
import { navigate } from './route.ts';

const shownOfKind = 4;
const groups = { direct: 'Maintainers', owner: 'Owners' } as const satisfies Partial<Record<ReachKind, string>>;

/** Maintainers and owners of the mirror whose name or e-mail holds a text that has settled, those who reach most first. */
export function usePeople(mirror: string | null, text: string): FoundPackages {
  const isAsked = mirror !== null && text.length > 1;
  const maintainers = useCall('reach.list', isAsked ? { mirror, kind: 'direct', search: text, limit: shownOfKind } : null);
  const owners = useCall('reach.list', isAsked ? { mirror, kind: 'owner', search: text, limit: shownOfKind } : null);
  if (!isAsked) return { entries: [], searching: false };
  return {
    entries: [
      ...(maintainers.loading ? [] : (maintainers.value?.rows ?? []).map((row) => entryOf('direct', row))),
      ...(owners.loading ? [] : (owners.value?.rows ?? []).map((row) => entryOf('owner', row))),
    ],
    searching: maintainers.loading || owners.loading,
  };
}

function entryOf(kind: keyof typeof groups, { maintainer, name, reach }: MaintainerRow): PaletteEntry {
  return {
    id: `${kind}:${maintainer}`,
    group: groups[kind],
    icon: <UserRound size={15} strokeWidth={1.8} aria-hidden />,
    title: name || maintainer,
    note: `${maintainer === name ? '' : `${maintainer} · `}${kind === 'owner' ? formatPlural(reach, 'package') : formatPlural(reach, 'repository', 'repositories')}`,
    run: () => navigate({ view: 'reach', kind, hub: null, maintainer }),
  };
}
