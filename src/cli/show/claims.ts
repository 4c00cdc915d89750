import type { CallAnswer } from '../../shared/contract/index.ts';
import { packageText } from '../../shared/domain/index.ts';
import { shown, textTable } from '../table.ts';

type Claims = CallAnswer<'packages.claims'>;
type Elsewhere = Claims['claims'][number]['elsewhere'][number];

/** The claims of a package as a table, a line for each place that states one too. */
export function claimLines({ claims }: Claims, limit: number): string {
  const lines = claims.slice(0, limit).flatMap((claim) => [
    { task: shown(claim.task), dataset: shown(claim.dataset), metric: claim.metric, value: claim.value, strict: claim.strict ? 'yes' : '', difference: '', where: claim.source },
    ...claim.elsewhere.map((other) => ({ task: '', dataset: '', metric: '', value: other.value, strict: '', difference: differenceText(other), where: placeText(other.place) })),
  ]);
  return textTable(lines, [
    { title: 'task', value: (line) => line.task, most: 28 },
    { title: 'dataset', value: (line) => line.dataset, most: 28 },
    { title: 'metric', value: (line) => line.metric, most: 20 },
    { title: 'value', align: 'right', value: (line) => line.value, most: 20 },
    { title: 'differs by', align: 'right', value: (line) => line.difference },
    { title: 'strict', value: (line) => line.strict },
    { title: 'stated by', value: (line) => line.where, most: 60 },
  ]);
}

/** What a reader should know beside the table. */
export function claimNotes({ claims, total, strictFailure, card, lists }: Claims): readonly string[] {
  const differing = claims.filter(({ elsewhere }) => elsewhere.some(({ agrees }) => !agrees)).length;
  return [
    ...(strictFailure === null ? [] : [`The strict rule takes none: ${strictFailure}`]),
    ...(card.reason === null ? [] : [card.reason]),
    ...lists.map(({ title, results }) => `Compared with ${results} measured results of ${title}`),
    `${claims.length} of ${total} claims; stated otherwise elsewhere: ${differing}`,
  ];
}

function differenceText({ agrees, points }: Elsewhere): string {
  if (agrees) return 'same';
  return points === null ? 'other' : `${points > 0 ? '+' : ''}${points}`;
}

function placeText(place: Elsewhere['place']): string {
  switch (place.kind) {
    case 'claim':
      return `another claim, ${place.source}`;
    case 'card':
      return `card, line ${place.line}: ${place.row} / ${place.column}`;
    case 'package':
      return packageText(place.package);
    case 'measured':
      return `measured, ${place.list}`;
  }
}
