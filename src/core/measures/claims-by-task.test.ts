import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../shared/domain/index.ts';
import { openMeasures, type OpenMeasures, shownRows } from './testing.ts';

const claim = (strict: boolean, source: Claim['source'] = 'model-index'): Claim => ({ task: 'qa', dataset: 'squad', metric: 'f1', value: '88', number: 88, strict, source });

let open: OpenMeasures;

// Two of four classifiers claim something (one by the strict rule, one of these two in an evaluation file alone), the one answerer does so loosely, no
// translator does, and of two without a task one does.
beforeAll(() => {
  open = openMeasures({
    packages: [
      { name: 'c1', task: 'text-classification', claims: [claim(true), claim(true)] },
      { name: 'c2', task: 'Text-Classification', claims: [claim(false, 'eval-results')] },
      { name: 'c3', task: 'text-classification' },
      { name: 'c4', task: 'text-classification', hub: 'modelzoo' },
      { name: 'q', task: 'question-answering', claims: [claim(false), claim(false, 'eval-results')] },
      { name: 't1', task: 'translation' },
      { name: 't2', task: 'zzz' },
      { name: 'n1', claims: [claim(true)] },
      { name: 'n2' },
    ],
  });
});
afterAll(() => open.close());

describe('claims by task', () => {
  it('counts by the strict rule, as the paper', () => {
    expect(shownRows(open.part('shares', 'claims-by-task', 'tasks'))).toEqual([['text-classification', 1, 4], ['Other tasks', 0, 3], ['No task', 1, 2]]);
  });

  it('counts by the tolerant rule, with evaluation files or without', () => {
    expect(shownRows(open.part('shares', 'claims-by-task', 'tasks', { rule: 'tolerant' }))).toEqual([['question-answering', 1, 1], ['text-classification', 1, 4], ['Other tasks', 0, 2], ['No task', 1, 2]]);
    expect(shownRows(open.part('shares', 'claims-by-task', 'tasks', { rule: 'evaluations' }))).toEqual([['question-answering', 1, 1], ['text-classification', 2, 4], ['Other tasks', 0, 2], ['No task', 1, 2]]);
  });

  it('folds what is under the threshold', () => {
    expect(shownRows(open.part('shares', 'claims-by-task', 'tasks', { rule: 'evaluations', fold: 60 }))).toEqual([['question-answering', 1, 1], ['Other tasks', 2, 6], ['No task', 1, 2]]);
    expect(shownRows(open.part('shares', 'claims-by-task', 'tasks', { fold: 0 })).map(([label]) => label)).toEqual(['text-classification', 'question-answering', 'translation', 'zzz', 'No task']);
  });

  it('says how many there are by each rule, and within a selection', () => {
    expect(shownRows(open.part('shares', 'claims-by-task', 'whole'))).toEqual([['Strict, as the paper counts', 2, 9], ['Tolerant, cards alone', 3, 9], ['Tolerant, evaluation files too', 4, 9]]);
    expect(shownRows(open.part('shares', 'claims-by-task', 'tasks', {}, 'hub:modelzoo'))).toEqual([['Other tasks', 0, 1]]);
  });

  it('stands beside the published shares where it counts as they do', () => {
    const strict = open.part('shares', 'claims-by-task', 'tasks').rows;
    expect(strict[0]?.reference).toEqual({ share: 872 / 8764, count: 872, of: 8764 });
    expect(strict.find(({ role }) => role === 'rest')?.reference?.of).toBe(26_192);
    expect(open.part('shares', 'claims-by-task', 'tasks', { rule: 'tolerant' }).rows.every(({ reference }) => reference === null)).toBe(true);
    expect(open.part('shares', 'claims-by-task', 'whole').rows[0]?.reference).toMatchObject({ count: 2594, of: 62_467 });
  });

  it('keeps its intervals and its denominators', () => {
    const [row] = open.part('shares', 'claims-by-task', 'tasks').rows;
    expect(row?.low).toBeGreaterThan(0);
    expect(row?.high).toBeLessThan(1);
    expect(open.part('shares', 'claims-by-task', 'tasks').missing).toEqual([{ words: 'packages without a task', count: 2, packages: '-has:task' }]);
  });

  it('refuses parameters that do not fit', () => {
    expect(() => open.run('claims-by-task', { rule: 'lax' })).toThrow('rule cannot be "lax"');
    expect(() => open.run('claims-by-task', { fold: 101 })).toThrow('fold cannot be 101');
  });
});
