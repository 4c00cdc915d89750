/**
 * Parts of a package that the names of its files tell. Their order is the order of the bits of the index's column `parts`: append,
 * never reorder.
 */
export const fileParts = ['weights', 'configuration', 'tests', 'licence'] as const;

export type FilePart = (typeof fileParts)[number];

/** The bit of a part. */
export function bitOfPart(part: FilePart): number {
  return 1 << fileParts.indexOf(part);
}
