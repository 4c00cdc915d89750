import { expect, test } from 'vitest';
import { quitText } from './quit-text.ts';

test('quitting names what it would cancel, and how far that is', () => {
  const one = quitText([{ kind: 'export', title: '/home/me/all.csv', done: 450, total: 1000 }]);
  expect(one.message).toBe('A job is still running.');
  expect(one.detail).toContain('Exporting to /home/me/all.csv (45 %)\n\nQuitting cancels it.');
  const two = quitText([{ kind: 'index', title: 'Mirror', done: 3, total: null }, { kind: 'unpack', title: '/x', done: 0, total: 5 }]);
  expect(two.message).toBe('2 jobs are still running.');
  expect(two.detail).toContain('Indexing Mirror\nUnpacking to /x (0 %)\n\nQuitting cancels them.');
});
