import type { MeasureInfo, MeasurePart, MeasureResult } from '../contract/index.ts';
import { visibleText } from '../graph/visible-text.ts';
import { countText, shareText } from '../text/quantity.ts';
import { partTable } from './part-table.ts';
import { partWords } from './values.ts';
import { intervalText, unitNoun, valueText } from './words.ts';

/** Letters of a fingerprint that are enough to tell indexes apart. */
const shortFingerprint = 12;

/** A line ready for a paper: the number of a row with its interval, denominator, published value, parameters, selection and index. */
export function sentence(info: MeasureInfo, result: MeasureResult, part: MeasurePart, key: string): string {
  return visibleText([numberWords(part, key), sourceWords(info, result, part)].filter((words) => words !== '').join(' '));
}

/** Where a number comes from, in brackets: measure, rule's parameters, selection, index. */
function sourceWords(info: MeasureInfo, result: MeasureResult, part: MeasurePart): string {
  const parameters = parameterWords(info, result);
  const selection = result.selection.query.trim() === '' ? `whole mirror, ${countText(result.selection.packages)} packages` : `selection “${result.selection.query.trim()}”, ${countText(result.selection.packages)} of ${countText(result.selection.ofAll)} packages`;
  return `(${[info.title === part.title ? info.title : `${info.title}: ${part.title}`, ...parameters, selection, `index ${result.index.fingerprint.slice(0, shortFingerprint)}`].join('; ')}.)`;
}

/** Parameters as they were used, in words: "Rule: strict". */
export function parameterWords(info: Pick<MeasureInfo, 'parameters'>, result: Pick<MeasureResult, 'parameters'>): readonly string[] {
  return parameterFacts(info, result).map(({ title, words }) => `${title}: ${words}`);
}

export function parameterFacts(info: Pick<MeasureInfo, 'parameters'>, result: Pick<MeasureResult, 'parameters'>): readonly { readonly title: string; readonly words: string }[] {
  return info.parameters.flatMap((parameter) => {
    const value = result.parameters[parameter.id];
    if (value === undefined || value === '') return [];
    const words = parameter.kind === 'choice' ? (parameter.options.find((option) => option.value === value)?.title ?? String(value)) : parameter.kind === 'flag' ? (value === true ? 'yes' : 'no') : String(value);
    return [{ title: parameter.title, words }];
  });
}

/** The caption of a figure: rule, source, selection, index. */
export function captionOf(info: MeasureInfo, result: MeasureResult, part: MeasurePart, made: string): string {
  const reference = part.reference === null ? '' : `Published values: ${part.reference}.`;
  return [closed(info.rule), closed(`Source of the measure: ${info.source}`), reference, sourceWords(info, result, part), made === '' ? '' : closed(made)].filter((words) => words !== '').join(' ');
}

function closed(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

function numberWords(part: MeasurePart, key: string): string {
  switch (part.kind) {
    case 'shares': {
      const row = part.rows.find((one) => one.key === key);
      if (!row) return '';
      const interval = row.low === null || row.high === null ? '' : `, 95% CI ${intervalText(row.low, row.high)}`;
      const share = row.of === 0 ? 'no share can be taken' : shareText(row.count / row.of);
      const published = row.reference === null ? '' : ` Published${part.reference === null ? '' : ` (${part.reference})`}: ${row.reference.count === null || row.reference.of === null ? '' : `${countText(row.reference.count)} of ${countText(row.reference.of)}, `}${shareText(row.reference.share)}.`;
      return `${row.label}: ${countText(row.count)} of ${countText(row.of)} (${share}${interval}); denominator: ${part.denominator.words}.${published}`;
    }
    case 'values': {
      const row = part.rows.find((one) => one.key === key);
      if (!row) return '';
      const noun = unitNoun(row.unit);
      const of = row.of === null ? '' : `, ${partWords(row)}`;
      const published = row.reference === null ? '' : ` Published${part.reference === null ? '' : ` (${part.reference})`}: ${valueText(row.reference, row.unit)}.`;
      return `${row.label}: ${row.value === null ? 'not known' : `${valueText(row.value, row.unit)}${noun === '' ? '' : ` ${noun}`}${of}`}.${published}`;
    }
    case 'lines':
    case 'table': {
      const { columns, rows } = partTable(part);
      const row = rows.find((one) => one.key === key);
      return row ? `${columns.flatMap(({ title, unit, key: column }, at) => {
        const cell = row.cells[at] ?? null;
        return part.kind === 'lines' && column === 'published' ? [] : [`${title}: ${typeof cell === 'string' ? cell : valueText(cell, unit)}`];
      }).join(', ')}.` : '';
    }
  }
}
