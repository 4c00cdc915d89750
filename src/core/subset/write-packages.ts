import type { HubId } from '../../shared/domain/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { dependentNumbers } from '../query/index.ts';
import { PackageReader } from './package-block.ts';
import type { Field } from './package-fields.ts';
import { readPackages } from './package-record.ts';
import { type Hands, makeParts } from './part-pool.ts';
import type { PartWriter, RowWriter } from './row-writer.ts';

export interface PackagesWritten {
  readonly packages: number;
  readonly byHub: Partial<Readonly<Record<HubId, number>>>;
}

/** Packages between two reports, where they come one by one. */
const rowsPerReport = 64;

interface Writing {
  readonly withClaims: boolean;
  /** Told how many packages were taken so far; may throw. */
  readonly onDone: (packages: number) => void;
  /** Who helps, where threads can share the work; null where nobody does. */
  readonly hands: Pick<Hands, 'hire' | 'format' | 'columns'> | null;
}

/** Hands packages to what writes them. */
export function writePackages(database: ReadDatabase, ids: Uint32Array, writer: RowWriter | PartWriter, { withClaims, onDone, hands }: Writing): PackagesWritten {
  const byHub = new Map<HubId, number>();
  let packages = 0;
  if ('encoder' in writer) {
    const { encoder } = writer;
    const dependents = encoder.fields.includes('dependents') ? dependentNumbers(database) : null;
    const reader = new PackageReader(database, new Set<Field>(['hub', ...encoder.fields]), dependents);
    try {
      makeParts(encoder, reader, ids, hands && { ...hands, databaseFile: database.name, dependents }, {
        pause: () => onDone(packages),
        take: (part) => {
          writer.append(part);
          for (const [hub, count] of part.byHub) byHub.set(hub, (byHub.get(hub) ?? 0) + count);
          packages += part.packages;
        },
      });
    } finally {
      reader.close();
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
