import { Database } from 'lucide-react';
import type { ReactNode } from 'react';
import { type CommandDescriptor, type CommandId, commands } from '../../../shared/commands/index.ts';
import { stateOf } from '../features/mirrors/mirror-switcher.tsx';
import { measureSource } from '../features/measures/palette-source.tsx';
import { openKnownMirror, useMirrors } from '../features/mirrors/store.ts';
import { subsetSource } from '../features/subsets/palette-source.tsx';
import { recentSource, viewSource } from '../features/views/palette-sources.tsx';
import { currentKeys } from './bindings.ts';
import { CommandIcon } from './command-icon.tsx';
import { handlerOf, runCommand } from './commands.ts';

/** One thing that the palette finds by its title. */
export interface PaletteEntry {
  /** Unique among all sources, and the same at the next start: what was chosen is remembered by it. */
  readonly id: string;
  /** The heading that it stands under. */
  readonly group: string;
  readonly icon: ReactNode;
  readonly title: string;
  /** What is shown beside the title. */
  readonly note?: ReactNode;
  readonly keys?: string | undefined;
  /** Why it can do nothing now. */
  readonly unavailable?: string | undefined;
  readonly run: () => void;
}

/** Where the palette has its entries from. Packages are asked of the engine and come last. */
export interface PaletteSource {
  /** What it finds, in the plural: "commands". */
  readonly finds: string;
  /** A sign that, typed first, leaves only this source. */
  readonly prefix?: string;
  /** All entries now; asked at every keystroke, so it has them at hand. */
  readonly entries: () => readonly PaletteEntry[];
  /** Tells an open palette that the entries changed; returns the function that ends it. */
  readonly subscribe?: (onChange: () => void) => () => void;
}

const rows: readonly (CommandDescriptor & { readonly id: CommandId })[] = commands;

const commandSource: PaletteSource = {
  finds: 'commands',
  prefix: '>',
  entries: () => {
    const keys = currentKeys();
    return rows
      .filter(({ id }) => id !== 'palette')
      .map(({ id, title, group, part }) => {
        const handler = handlerOf(id);
        return {
          id: `command:${id}`,
          group: part ?? group,
          icon: <CommandIcon id={id} />,
          title,
          keys: keys.get(id)?.[0],
          unavailable: typeof handler === 'string' ? handler : undefined,
          run: () => runCommand(id),
        };
      });
  },
};

const mirrorSource: PaletteSource = {
  finds: 'mirrors',
  entries: () => {
    const { mirrors, current } = useMirrors.getState();
    return mirrors.map((mirror) => ({
      id: `mirror:${mirror.id}`,
      group: 'Mirrors',
      icon: <Database size={15} strokeWidth={1.8} aria-hidden />,
      title: mirror.title,
      note: mirror.isSample ? stateOf(mirror) : `${stateOf(mirror)} · ${mirror.sources.join(', ')}`,
      unavailable: mirror.id === current?.id ? 'Open now' : undefined,
      run: () => void openKnownMirror(mirror),
    }));
  },
  subscribe: (onChange) => useMirrors.subscribe(onChange),
};

/** Another kind of thing to find is one more source here. */
export const paletteSources: readonly PaletteSource[] = [recentSource, commandSource, viewSource, subsetSource, measureSource, mirrorSource];
