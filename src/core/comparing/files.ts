import type { CallAnswer, ComparisonCell, ComparisonRow } from '../../shared/contract/index.ts';
import { known, missing, row, stated, unknown } from './cells.ts';
import type { Side } from './side.ts';

type File = CallAnswer<'packages.files'>['files'][number];

export function fileRows(sides: readonly Side[]): readonly ComparisonRow[] {
  const lists = sides.map(({ files }) => (files === null || files.source === 'none' ? null : files.files));
  const others = (at: number): readonly (readonly File[])[] => lists.filter((list, other) => other !== at && list !== null) as (readonly File[])[];
  const among = (of: (files: readonly File[], others: readonly (readonly File[])[]) => ComparisonCell): readonly ComparisonCell[] =>
    lists.map((list, at) => (list === null ? unknown('No list of its files is here.') : others(at).length === 0 ? unknown('No other list of files is here.') : of(list, others(at))));
  return [
    row('file-count', 'Files', sides.map(({ detail, files }) => (files !== null && files.source !== 'none' ? known([files.total], { note: files.source === 'metadata' ? 'by the hub’s metadata' : null }) : stated(detail.files))), { kind: 'count' }),
    row('file-names', 'Names that others have too', among(sharedNames)),
    row('file-contents', 'Same content by Git LFS hash', among(sharedContents), { rule: 'SHA-256 of the content as its Git LFS pointer or the hub’s metadata states it. Small files have none.' }),
    row('file-own', 'Names that no other has', among(ownNames)),
  ];
}

function sharedNames(files: readonly File[], others: readonly (readonly File[])[]): ComparisonCell {
  const names = new Set(others.flatMap((other) => other.map(({ path }) => path)));
  return listed(files.filter(({ path }) => names.has(path)).map(({ path }) => path));
}

function ownNames(files: readonly File[], others: readonly (readonly File[])[]): ComparisonCell {
  const names = new Set(others.flatMap((other) => other.map(({ path }) => path)));
  return listed(files.filter(({ path }) => !names.has(path)).map(({ path }) => path));
}

function sharedContents(files: readonly File[], others: readonly (readonly File[])[]): ComparisonCell {
  const hashes = new Set(others.flatMap((other) => other.flatMap(({ lfs }) => lfs?.oid ?? [])));
  if (!files.some(({ lfs }) => lfs !== null)) return unknown('None of its files has a Git LFS hash here.');
  if (hashes.size === 0) return unknown('No file of the others has a Git LFS hash here.');
  return listed(files.filter(({ lfs }) => lfs !== null && hashes.has(lfs.oid)).map(({ path }) => path));
}

function listed(paths: readonly string[]): ComparisonCell {
  return paths.length === 0 ? missing('None.') : known([...paths].sort());
}
