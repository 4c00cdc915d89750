import { describe, expect, test } from 'vitest';
import { mergeAnnotation } from './merge-annotation.ts';

const own = (note: string, ...tags: string[]) => ({ note, tags, changedAt: note === '' && tags.length === 0 ? null : 10 });
const other = (note: string, ...tags: string[]) => ({ note, tags, changedAt: 20 });

describe('what others wrote', () => {
  const cases: readonly (readonly [what: string, before: ReturnType<typeof own>, ReturnType<typeof other>, after: ReturnType<typeof own> | null])[] = [
    ['goes where nothing stands', own(''), other('Theirs', 'a'), { note: 'Theirs', tags: ['a'], changedAt: 20 }],
    ['changes nothing where it says the same', own('Same', 'Größe'), other('Same', 'GROSSE', 'grösse'), { note: 'Same', tags: ['Größe', 'GROSSE'], changedAt: 20 }],
    ['changes nothing where it is held already', own('Mine\n\n---\n\nTheirs', 'a'), other('Theirs', 'A'), null],
    ['stands for both where it holds the own note', own('Mine'), other('Mine, and more'), { note: 'Mine, and more', tags: [], changedAt: 20 }],
    ['is put below another note', own('Mine', 'a'), other('Theirs', 'b'), { note: 'Mine\n\n---\n\nTheirs', tags: ['a', 'b'], changedAt: 20 }],
    ['takes nothing away where it is empty', own('Mine', 'a'), other(''), null],
  ];
  test.each(cases)('%s', (_what, before, theirs, after) => {
    expect(mergeAnnotation(before, theirs).merged).toEqual(after);
  });

  test.each(cases)('taken in twice changes nothing the second time: %s', (_what, before, theirs) => {
    const once = mergeAnnotation(before, theirs).merged ?? before;
    expect(mergeAnnotation(once, theirs).merged).toBeNull();
  });

  test('stays out, and is counted, where it does not fit', () => {
    const long = 'x'.repeat(99_990);
    expect(mergeAnnotation(own(long), other('a longer one that does not fit'))).toMatchObject({ merged: null, outcome: { note: 'kept' } });
    const many = Array.from({ length: 99 }, (_, at) => `tag ${at}`);
    const { merged, outcome } = mergeAnnotation(own('', ...many), other('', 'one', 'two', 'tag 3'));
    expect(merged?.tags).toEqual([...many, 'one']);
    expect(outcome).toEqual({ note: 'same', tagsAdded: 1, tagsLeftOut: 1 });
  });
});
