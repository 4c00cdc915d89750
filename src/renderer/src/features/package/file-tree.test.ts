import { describe, expect, it } from 'vitest';
import { growTree, type PackageFile, parentRow, treeRows, type TreeOrder, type TreeRow } from './file-tree.ts';

const byName: TreeOrder = { by: 'path', descending: false };

function file(path: string, size: number | null = 1): PackageFile {
  return { path, kind: 'file', size, lfs: null, format: null };
}

function shown(rows: readonly TreeRow[]): string[] {
  return rows.map((row) => `${'  '.repeat(row.depth)}${row.kind === 'folder' ? `${row.folder.name}/ ${row.folder.count} ${row.folder.bytes ?? '?'}` : row.name}`);
}

const files = [file('z.txt', 5), file('onnx/model.onnx', 100), file('onnx/deep/a', 1), file('onnx/deep/b', null), file('a/x', null), file('onnx', 7)];

describe('file tree', () => {
  it('puts folders first and sums what is in them', () => {
    expect(shown(treeRows(growTree(files), () => true, byName))).toEqual([
      'a/ 1 ?',
      '  x',
      'onnx/ 3 101',
      '  deep/ 2 1',
      '    a',
      '    b',
      '  model.onnx',
      'onnx',
      'z.txt',
    ]);
  });

  it('leaves out what is in closed folders', () => {
    expect(shown(treeRows(growTree(files), (folder) => folder.path === 'onnx', byName))).toEqual(['a/ 1 ?', 'onnx/ 3 101', '  deep/ 2 1', '  model.onnx', 'onnx', 'z.txt']);
  });

  it('sorts each folder by size, unknown ones as the smallest', () => {
    expect(shown(treeRows(growTree(files), (folder) => folder.path === 'onnx', { by: 'size', descending: true }))).toEqual([
      'onnx/ 3 101', '  model.onnx', '  deep/ 2 1', 'onnx', 'z.txt', 'a/ 1 ?',
    ]);
  });

  it('finds the folder that a row lies in', () => {
    const rows = treeRows(growTree(files), () => true, byName);
    expect(rows.map((_, index) => parentRow(rows, index))).toEqual([-1, 0, -1, 2, 3, 3, 2, -1, -1]);
  });

  it('keeps odd paths apart and whole', () => {
    const odd = ['/rooted', 'a//b', 'a/', '..', 'constructor/__proto__'].map((path) => file(path));
    const root = growTree(odd);
    expect(root.count).toBe(odd.length);
    const paths = treeRows(root, () => true, byName).flatMap((row) => (row.kind === 'file' ? [row.file.path] : []));
    expect(paths.sort()).toEqual(odd.map(({ path }) => path).sort());
  });

  it('takes paths that are thousands of folders deep, and very many files', () => {
    const deep = growTree([file(`${'d/'.repeat(8000)}end`, 3)]);
    expect(treeRows(deep, () => true, byName)).toHaveLength(8001);
    const many = growTree(Array.from({ length: 23_763 }, (_, number) => file(`f${number % 97}/g${number % 13}/${number}`, number)));
    expect(many.count).toBe(23_763);
    expect(many.bytes).toBe((23_763 * 23_762) / 2);
    expect(treeRows(many, () => false, byName)).toHaveLength(97);
  });
});
