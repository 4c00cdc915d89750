import type { ComparisonCell, ComparisonRow } from '../../shared/contract/index.ts';
import { licenceConflict } from '../reach/index.ts';
import { known, missing, row, stated, unknown } from './cells.ts';
import type { Side } from './side.ts';

export function licenceRows(sides: readonly Side[]): readonly ComparisonRow[] {
  return [
    row('licence', 'Stated licence', sides.map(({ detail }) => ({ ...stated(detail.license), note: original(detail.normalised.license) }))),
    row('licence-text', 'Licence by its text', sides.map(textCell), { rule: 'Licence files of the clone, by the words that only one licence has.' }),
    row('licence-bases', 'Against its base models', sides.map(basesCell), { rule: 'By the names of licences alone, over all base models that this mirror has; no legal advice.' }),
  ];
}

function original(normalised: { readonly value: string; readonly original: string } | null): string | null {
  return normalised === null || normalised.original === normalised.value ? null : `written as “${normalised.original}”`;
}

function textCell({ evidence, detail }: Side): ComparisonCell {
  if (evidence === null || evidence.files !== 'clone') return unknown('Only a clone has its licence files.');
  const { files, verdict } = evidence.licence;
  if (files.length === 0) return missing('No licence file.');
  const read = [...new Set(files.flatMap(({ license }) => license ?? []))];
  if (read.length === 0) return unknown(`${files[0]?.path ?? 'The licence file'} has words of no licence that is known here.`);
  return known(read, { warning: verdict === 'conflicts' ? `It is not the stated one, ${detail.license ?? ''}.` : null });
}

function basesCell({ detail, ancestors }: Side): ComparisonCell {
  if (ancestors.length === 0) return unknown('It names no base model.');
  if (detail.license === null) return unknown('It states no licence.');
  const conflicts = ancestors.flatMap(({ name, license }) => {
    const reason = licenceConflict(license, detail.license);
    return reason === null ? [] : [`${name}: ${reason}`];
  });
  const silent = ancestors.filter(({ license }) => license === null).length;
  const note = silent === 0 ? null : `Of ${silent === 1 ? 'one base model' : `${silent} base models`} no licence is known here.`;
  if (conflicts.length > 0) return known(['conflict'], { note, warning: conflicts.slice(0, 3).join(' ') });
  return silent === ancestors.length ? unknown(note) : known(['no conflict found'], { note });
}
