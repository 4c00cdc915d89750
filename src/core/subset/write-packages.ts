import type { HubId } from '../../shared/domain/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { readBlocks } from './package-block.ts';
import type { Field } from './package-fields.ts';
import { readPackages } from './package-record.ts';
import type { BlockWriter, RowWriter } from './row-writer.ts';

export interface PackagesWritten {
  readonly packages: number;
  readonly byHub: Partial<Readonly<Record<HubId, number>>>;
}

/** Packages between two reports, where they come one by one. */
const rowsPerReport = 64;

/** Hands packages to what writes them; `onDone` is told how many it took so far, and may throw. */
export function writePackages(database: ReadDatabase, ids: Uint32Array, writer: RowWriter | BlockWriter, { withClaims, onDone }: { readonly withClaims: boolean; readonly onDone: (packages: number) => void }): PackagesWritten {
  const byHub = new Map<HubId, number>();
  let packages = 0;
  if ('addBlock' in writer) {
    for (const block of readBlocks(database, ids, new Set<Field>(['hub', ...writer.fields]))) {
      writer.addBlock(block);
      block.countHubs(byHub);
      packages += block.count;
      onDone(packages);
    }
  } else {
    for (const record of readPackages(database, ids, { withClaims })) {
      writer.add(record);
      byHub.set(record.hub, (byHub.get(record.hub) ?? 0) + 1);
      packages += 1;
      if (packages % rowsPerReport === 0) onDone(packages);
    }
  }
  onDone(packages);
  return { packages, byHub: Object.fromEntries(byHub) };
}
