import { expect, it } from 'vitest';
import { makeTurns } from './count-turns.ts';

/** Lets everything run that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('counts two things at a time, in the order of asking, and never what was given up meanwhile', async () => {
  const inTurn = makeTurns(2);
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const givenUp = new AbortController();
  const count = (name: string, signal = new AbortController().signal): void => {
    void inTurn(signal, () => {
      begun.push(name);
      return new Promise((resolve) => finish.set(name, resolve));
    });
  };
  for (const name of ['hub', 'task']) count(name);
  count('license', givenUp.signal);
  count('owner');
  await settle();
  expect(begun).toEqual(['hub', 'task']);
  givenUp.abort();
  finish.get('hub')?.();
  await settle();
  expect(begun).toEqual(['hub', 'task', 'owner']);
});
