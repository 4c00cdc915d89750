import type { PackageFile, TreeOrder, TreeRow } from './file-tree.ts';

/** Files whose path holds the text (in lower case), each a row of its own with its whole path. */
export function matchingRows(files: readonly PackageFile[], text: string, { by, descending }: TreeOrder): readonly TreeRow[] {
  const sign = descending ? -1 : 1;
  const compare = (left: PackageFile, right: PackageFile): number =>
    by === 'size' ? (left.size ?? -1) - (right.size ?? -1) : left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
  return files
    .filter((file) => file.path.toLowerCase().includes(text))
    .sort((left, right) => sign * compare(left, right))
    .map((file) => ({ kind: 'file', file, name: file.path, depth: 0 }));
}
