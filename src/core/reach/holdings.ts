import type { PackageFacts } from './scope.ts';

/** Sums over packages, with how many of them lack the number. */
export interface Holding {
  packages: number;
  downloads: number;
  bytes: number;
  unknownDownloads: number;
  unknownBytes: number;
}

export function emptyHolding(): Holding {
  return { packages: 0, downloads: 0, bytes: 0, unknownDownloads: 0, unknownBytes: 0 };
}

export function addPackage(holding: Holding, facts: PackageFacts, id: number): void {
  const [downloads, bytes] = [facts.downloads[id] ?? Number.NaN, facts.bytes[id] ?? Number.NaN];
  holding.packages += 1;
  if (Number.isNaN(downloads)) holding.unknownDownloads += 1;
  else holding.downloads += downloads;
  if (Number.isNaN(bytes)) holding.unknownBytes += 1;
  else holding.bytes += bytes;
}

export function addHolding(sum: Holding, part: Holding): void {
  sum.packages += part.packages;
  sum.downloads += part.downloads;
  sum.bytes += part.bytes;
  sum.unknownDownloads += part.unknownDownloads;
  sum.unknownBytes += part.unknownBytes;
}
