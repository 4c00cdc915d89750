import { statfsSync, statSync } from 'node:fs';

export interface SpaceNeed {
  /** A folder that exists. */
  readonly folder: string;
  readonly bytes: number;
}

/** Why these bytes cannot be written; null where they can. Folders on one disk share what is free there. */
export function lackOfSpace(needs: readonly SpaceNeed[]): string | null {
  const disks = new Map<number, SpaceNeed>();
  for (const { folder, bytes } of needs) {
    const disk = statSync(folder).dev;
    const before = disks.get(disk);
    disks.set(disk, { folder: before?.folder ?? folder, bytes: (before?.bytes ?? 0) + bytes });
  }
  for (const { folder, bytes } of disks.values()) {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < bytes) return `it takes ${gigabytes(bytes)} of disk, and ${gigabytes(bavail * bsize)} are free at ${folder}`;
  }
  return null;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
