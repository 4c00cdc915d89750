import { expect, test } from 'vitest';
import { makeTurn } from './in-turn.ts';

test('work is done in the order of asking, and goes on behind work that fails', async () => {
  const inTurn = makeTurn();
  const done: string[] = [];
  let letGo: () => void = () => undefined;
  const slow = inTurn(async () => {
    await new Promise<void>((settle) => {
      letGo = settle;
    });
    done.push('slow');
  });
  const failing = inTurn(() => Promise.reject(new Error('It does not work.')));
  const last = inTurn(async () => void done.push('last'));
  await Promise.resolve();
  letGo();
  await expect(failing).rejects.toThrow('It does not work.');
  await Promise.all([slow, last]);
  expect(done).toEqual(['slow', 'last']);
});
