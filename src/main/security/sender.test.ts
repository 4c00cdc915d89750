import { describe, expect, it } from 'vitest';
import { senderProblem } from './sender.ts';

const origin = 'app://explorer';
const known = new Set([3, 5]);
const topFrame = { origin, isTopFrame: true };

describe('senderProblem', () => {
  it('lets the top frame of an own window pass', () => {
    expect(senderProblem({ webContentsId: 3, frame: topFrame }, known, origin)).toBeUndefined();
  });

  it.each([
    ['a window that is not ours', { webContentsId: 4, frame: topFrame }],
    ['a frame that is gone', { webContentsId: 3, frame: null }],
    ['a frame inside the page', { webContentsId: 3, frame: { origin, isTopFrame: false } }],
    ['an empty origin', { webContentsId: 3, frame: { origin: '', isTopFrame: true } }],
    ['an opaque origin', { webContentsId: 3, frame: { origin: 'null', isTopFrame: true } }],
    ['a file page', { webContentsId: 3, frame: { origin: 'file://', isTopFrame: true } }],
    ['an origin that begins like ours', { webContentsId: 3, frame: { origin: 'app://explorer.evil', isTopFrame: true } }],
    ['our origin with a path', { webContentsId: 3, frame: { origin: 'app://explorer/', isTopFrame: true } }],
  ])('refuses %s', (_what, sender) => {
    expect(senderProblem(sender, known, origin)).toMatch(/\.$/);
  });
});
