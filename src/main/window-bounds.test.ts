import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isWithinReach, parsePlacement, readPlacement, writePlacement } from './window-bounds.ts';

const bounds = { x: 10, y: 20, width: 1280, height: 800 };

describe('window placement', () => {
  it('comes back as it was written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ptmx-window-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    expect(await readPlacement(folder)).toBeUndefined();
    await writePlacement(folder, { bounds, maximised: true });
    expect(await readPlacement(folder)).toEqual({ bounds, maximised: true });
    await writeFile(join(folder, 'window.json'), '{"bounds":');
    expect(await readPlacement(folder)).toBeUndefined();
  });

  it.each([null, 7, [], {}, { bounds: null }, { bounds: { ...bounds, x: '10' } }, { bounds: { ...bounds, width: 1e9 } }, { bounds: { ...bounds, y: 0.5 } }])(
    'is not read out of %j',
    (value) => {
      expect(parsePlacement(value)).toBeUndefined();
    },
  );

  it('never makes the window smaller than its least size', () => {
    expect(parsePlacement({ bounds: { x: 0, y: 0, width: 1, height: 1 } })?.bounds).toEqual({ x: 0, y: 0, width: 900, height: 600 });
  });

  it('is used only where the title bar can be reached', () => {
    const display = { x: 0, y: 0, width: 1920, height: 1080 };
    expect(isWithinReach(bounds, [display])).toBe(true);
    expect(isWithinReach({ ...bounds, x: 1900 }, [display])).toBe(false);
    expect(isWithinReach({ ...bounds, y: -30 }, [display])).toBe(false);
    expect(isWithinReach({ ...bounds, x: 2000 }, [display, { x: 1920, y: 0, width: 1920, height: 1080 }])).toBe(true);
    expect(isWithinReach(bounds, [])).toBe(false);
  });
});
