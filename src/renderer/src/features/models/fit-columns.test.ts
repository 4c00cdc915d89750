import { describe, expect, it } from 'vitest';
import type { ColumnLayout } from '../../../../shared/contract/index.ts';
import { fitColumns } from './fit-columns.ts';
import { standardLayout } from './layout.ts';

const none = new Set<never>();
const sum = (columns: readonly { readonly width: number }[]): number => columns.reduce((total, { width }) => total + width, 32);

describe('fitColumns', () => {
  it('fills the table and no more', () => {
    for (let width = 600; width <= 1900; width += 20) {
      const fitted = fitColumns(standardLayout, width, none, true);
      const total = sum(fitted);
      expect(fitted[0]?.width, 'names can be told apart').toBeGreaterThanOrEqual(265);
      expect(total).toBeLessThanOrEqual(width);
      expect(total).toBeGreaterThan(width - standardLayout.length);
    }
  });

  it('leaves columns of the standard layout out of a narrow table, but not what it is sorted by', () => {
    const narrow = fitColumns(standardLayout, 600, none, true).map(({ id }) => id);
    expect(narrow).toEqual(['name', 'task', 'license', 'downloads']);
    expect(fitColumns(standardLayout, 600, new Set(['size']), true).map(({ id }) => id)).toContain('size');
  });

  const own: ColumnLayout = [
    { id: 'task', width: null, pinned: false },
    { id: 'library', width: 300, pinned: false },
    { id: 'name', width: 220, pinned: true },
  ];

  it('shows all columns of a layout of the user, pinned ones first, in their widths', () => {
    expect(fitColumns(own, 400, none, false).map(({ id, width }) => [id, width])).toEqual([['name', 220], ['task', 112], ['library', 300]]);
  });

  it('pins as long as there is room to scroll the rest', () => {
    expect(fitColumns(own, 600, none, false)[0]?.pinnedAt).toBe(32);
    expect(fitColumns(own, 400, none, false)[0]?.pinnedAt).toBeNull();
  });
});
