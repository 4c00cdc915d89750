/** Fields whose values are texts of the dictionary. */
export const termFields = ['owner', 'task', 'architecture', 'license', 'licenseOriginal', 'library'] as const;
export const textFields = ['hub', 'name', 'sha', 'clone', 'url', 'ownerUrl', 'description', 'repository', 'origin'] as const;
export const numberFields = ['ordinal', 'downloads', 'likes', 'stars', 'files', 'bytes', 'parameters', 'commits', 'claims', 'dependents'] as const;
/** Seconds since 1970. */
export const timeFields = ['created', 'modified'] as const;
export const flagFields = ['hasCard', 'gated', 'recovered'] as const;
export const listFields = ['datasets', 'languages', 'tags', 'formats', 'papers'] as const;

export type TermField = (typeof termFields)[number];
export type TextField = (typeof textFields)[number];
export type NumberField = (typeof numberFields)[number];
export type TimeField = (typeof timeFields)[number];
export type FlagField = (typeof flagFields)[number];
export type ListField = (typeof listFields)[number];
export type Field = TermField | TextField | NumberField | TimeField | FlagField | ListField | 'lineage' | 'claimList';

export type LineageStep = Readonly<Record<'base' | 'relation' | 'source', string>> & { readonly in_mirror: boolean };
export type ClaimOfPackage = Readonly<Record<'task' | 'dataset', string | null>> & {
  readonly metric: string; readonly value: string; readonly number: number | null; readonly strict: boolean; readonly source: string;
};
