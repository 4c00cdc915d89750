import { Package } from 'lucide-react';
import { useEffect, useState } from 'react';
import { hubIds, type PackageKey } from '../../../shared/domain/index.ts';
import { useCall } from '../client/use-call.ts';
import { HubMark } from '../ui/marks.tsx';
import type { PaletteEntry } from './palette-sources.tsx';
import { navigate } from './route.ts';

/** A pause in typing after which packages are asked for; each question cancels the one before. Milliseconds. */
const pauseMs = 110;
const shownPackages = 8;

export interface FoundPackages {
  readonly entries: readonly PaletteEntry[];
  readonly searching: boolean;
}

/** Packages whose names hold the text; none while there are fewer than two characters. */
export function usePackages(mirror: string | null, text: string): FoundPackages {
  const settled = useSettled(text);
  const asked = mirror !== null && text.length > 1 && settled.length > 1;
  const found = useCall('packages.search', asked ? { mirror, query: quoted(settled), limit: shownPackages } : null);
  if (!asked) return { entries: [], searching: mirror !== null && text.length > 1 };
  const searching = found.loading || settled !== text;
  const rows = found.value?.rows ?? [];
  // Answers to what stood in the box before: Enter must not take a package that does not have the name any more.
  const fitting = searching ? rows.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())) : rows;
  return { entries: fitting.map((row) => packageEntry(mirror, row)), searching };
}

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The text as one phrase of the search language, so that names with signs in them are found. */
function quoted(text: string): string {
  return `name:"${text.replaceAll(/["\\]/g, ' ')}"`;
}

function packageEntry(mirror: string, { hub, name, ordinal }: PackageKey): PaletteEntry {
  return {
    id: `package:${mirror}:${hub}:${ordinal}:${name}`,
    group: 'Packages',
    icon: <Package size={15} strokeWidth={1.8} aria-hidden />,
    title: name,
    note: <HubMark hub={hub} />,
    run: () => navigate({ view: 'package', package: { hub, name, ordinal }, tab: 'overview' }),
  };
}

/** The entry of a package that was chosen before, in the mirror that is open now. */
export function packageOfId(id: string, mirror: string | null): PaletteEntry | null {
  const [, of, hubName, ordinal = '', name = ''] = /^package:([^:]*):([^:]*):(\d+):(.+)$/s.exec(id) ?? [];
  const hub = hubIds.find((candidate) => candidate === hubName);
  return mirror !== null && of === mirror && hub ? packageEntry(mirror, { hub, name, ordinal: Number(ordinal) }) : null;
}
