import type { PaletteEntry, PaletteSource } from './palette-sources.tsx';
import { rankTitles } from './rank-titles.ts';

export interface PaletteGroup {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

export interface PaletteInput {
  /** What is sought, without its prefix. */
  readonly text: string;
  /** The sources that are sought in. */
  readonly sources: readonly PaletteSource[];
  readonly withPackages: boolean;
}

/** Typed first, it leaves only packages. */
export const packagePrefix = '@';

const shownRecent = 5;

/** A prefix leaves one source only. */
export function readInput(typed: string, sources: readonly PaletteSource[]): PaletteInput {
  const text = typed.trimStart();
  if (text.startsWith(packagePrefix)) return { text: text.slice(packagePrefix.length).trim(), sources: [], withPackages: true };
  const named = sources.find(({ prefix }) => prefix !== undefined && text.startsWith(prefix));
  if (named?.prefix) return { text: text.slice(named.prefix.length).trim(), sources: [named], withPackages: false };
  return { text: text.trim(), sources, withPackages: true };
}

/**
 * Without a text what was chosen lately comes first, then all that can be done now; with one the best title, and its group with it.
 * What cannot be done now is found too, to say why, but after all that can.
 */
export function groupEntries(input: PaletteInput, recent: readonly PaletteEntry[], packages: readonly PaletteEntry[]): readonly PaletteGroup[] {
  const all = input.sources.flatMap((source) => source.entries());
  if (input.text !== '') {
    const ranked = [...rankTitles(all, input.text), ...packages];
    return grouped([...ranked.filter(isPossible), ...ranked.filter((entry) => !isPossible(entry))]);
  }
  const first = recent.slice(0, shownRecent).map((entry) => ({ ...entry, group: 'Recent' }));
  const shown = new Set(first.map(({ id }) => id));
  return grouped([...first, ...all.filter((entry) => isPossible(entry) && !shown.has(entry.id))]);
}

function isPossible({ unavailable }: PaletteEntry): boolean {
  return unavailable === undefined;
}

/** Groups in the order of their first entries. */
function grouped(entries: readonly PaletteEntry[]): readonly PaletteGroup[] {
  const titles = [...new Set(entries.map(({ group }) => group))];
  return titles.map((title) => ({ title, entries: entries.filter(({ group }) => group === title) }));
}
