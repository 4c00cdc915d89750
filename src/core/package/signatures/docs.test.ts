import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signatureStates, signatureStateWords } from '../../../shared/domain/index.ts';
import { platformOfCommit } from './platforms.ts';

const text = readFileSync(join(import.meta.dirname, '../../../../docs/signatures.md'), 'utf8');

describe('docs/signatures.md', () => {
  test('lists the states in their order, with the words of the window', () => {
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, state, title, meaning]) => [state, title, meaning]);
    expect(rows).toEqual(signatureStates.map((state) => [state, signatureStateWords[state].title, signatureStateWords[state].meaning]));
  });

  test('names keys and committer of the platform that the rule knows', () => {
    const keys = [...text.matchAll(/`([0-9A-F]{16})`/g)].map((match) => match[1] ?? '');
    expect(keys.map((key) => platformOfCommit(key, 'noreply@github.com'))).toEqual(['GitHub', 'GitHub']);
  });
});
