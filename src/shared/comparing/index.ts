export { cellText, cellWords, shownRows, valueText } from './words.ts';
export { comparisonTable, markdownText, type TableFormat } from './table.ts';
