export { besideOther, type ComparedRow, comparedRows, differenceCsv, differenceInterval, differenceMethod, differenceText, publishedRows } from './compare.ts';
export { denominatorWords, drawPart, missingWords, partScene } from './draw.ts';
export { measureCsv, measureJson } from './files.ts';
export { type PartTable, partCsv, partTable } from './part-table.ts';
export type { Mark, Scene, Shape } from './scene.ts';
export { captionOf, parameterFacts, parameterWords, sentence } from './sentence.ts';
export { partWords } from './values.ts';
export { shareText } from '../text/quantity.ts';
export { type Unit, valueText } from './words.ts';
