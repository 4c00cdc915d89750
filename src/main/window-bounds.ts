import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlacement {
  readonly bounds: Rectangle;
  readonly maximised: boolean;
}

export const smallestWindow = { width: 900, height: 600 } as const;
/** How much of a window must lie on a display for its title bar to be within reach. */
const reachable = 100;

/** Where the window was when it was last closed; undefined where nothing sound is remembered. */
export async function readPlacement(dataDir: string): Promise<WindowPlacement | undefined> {
  try {
    return parsePlacement(JSON.parse(await readFile(join(dataDir, 'window.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Remembers the window's place; a place that cannot be written is forgotten, which harms nothing. */
export async function writePlacement(dataDir: string, placement: WindowPlacement): Promise<void> {
  const file = join(dataDir, 'window.json');
  try {
    await writeFile(`${file}.part`, JSON.stringify(placement));
    await rename(`${file}.part`, file);
  } catch {
    return;
  }
}

/** Reads a remembered place out of anything that a file may hold. */
export function parsePlacement(value: unknown): WindowPlacement | undefined {
  if (!isRecord(value) || !isRecord(value['bounds'])) return undefined;
  const { x, y, width, height } = value['bounds'];
  if (!isPixel(x) || !isPixel(y) || !isPixel(width) || !isPixel(height)) return undefined;
  return {
    bounds: { x, y, width: Math.max(width, smallestWindow.width), height: Math.max(height, smallestWindow.height) },
    maximised: value['maximised'] === true,
  };
}

/** Whether enough of the window's top edge lies on one of the displays to take hold of it. */
export function isWithinReach(bounds: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some((area) => {
    const shared = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
    return shared >= reachable && bounds.y >= area.y && bounds.y <= area.y + area.height - reachable;
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isPixel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 100_000;
}
