import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { seed } from '../../../test/fixtures/seed.ts';
import { findLookAlikes, isOneEdit, skeletonOf } from './look-alikes.ts';

describe('names that look alike', () => {
  it.each([
    ['google', 'g00gle'],
    ['facebook', 'fаcebook'],
    ['stabilityai', 'stability-ai'],
    ['Microsoft', 'rnicrosoft'],
    ['bigscience', 'blgscience'],
    ['intel-labs', 'lntel_labs'],
  ])('%s and %s look the same', (one, two) => expect(skeletonOf(one)).toBe(skeletonOf(two)));

  it.each([['google', 'meta'], ['openai', 'opena1x']])('%s and %s do not', (one, two) => expect(skeletonOf(one)).not.toBe(skeletonOf(two)));

  it.each([
    ['google', 'googles', true],
    ['google', 'gogle', true],
    ['google', 'goofle', true],
    ['google', 'goolge', true],
    ['google', 'google', false],
    ['google', 'gooogles', false],
    ['abcdef', 'badcfe', false],
    ['', 'a', true],
  ])('%s and %s are one edit apart: %s', (one, two, expected) => {
    expect(isOneEdit(one, two)).toBe(expected);
    expect(isOneEdit(two, one)).toBe(expected);
  });

  it('are found as comparing every pair finds them', () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 60; round += 1) {
      const names = [...new Set(Array.from({ length: 40 }, () => Array.from({ length: 4 + random.below(3) }, () => random.pick(['a', 'b', 'A', 'l', '1', '-'])).join('')))];
      const expected = names.flatMap((one, left) => names.slice(left + 1).flatMap((two, at) => {
        if (one.length < 5 || two.length < 5) return [];
        return (skeletonOf(one) !== '' && skeletonOf(one) === skeletonOf(two)) || isOneEdit(one.toLowerCase(), two.toLowerCase()) ? [`${left} ${left + 1 + at}`] : [];
      }));
      expect(findLookAlikes(names).map(({ left, right }) => `${left} ${right}`).sort(), `seed ${seed}, round ${round}`).toEqual(expected.sort());
    }
  });
});
