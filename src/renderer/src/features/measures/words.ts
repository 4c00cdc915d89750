import type { MeasureInfo } from '../../../../shared/contract/index.ts';

/** Headings of the list of measures, in their order. */
export const groupTitles: Readonly<Record<MeasureInfo['group'], string>> = {
  mirror: 'The mirror',
  claims: 'Claims',
  documentation: 'Documentation',
  security: 'Security',
  composition: 'Composition',
  maintenance: 'Maintenance',
  popularity: 'Popularity',
};

export const groupIds = Object.keys(groupTitles) as readonly MeasureInfo['group'][];

/** A selection in words. */
export function selectionWords(query: string): string {
  return query.trim() === '' ? 'the whole mirror' : query.trim();
}
