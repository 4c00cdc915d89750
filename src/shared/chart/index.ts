export { besideOther, type ComparedRow, comparedRows, differenceMethod, publishedRows } from './compare.ts';
export { denominatorWords, drawPart, missingWords, partScene } from './draw.ts';
export { measureCsv, measureJson } from './files.ts';
export { type PartTable, partCsv, partTable } from './part-table.ts';
export type { ChartOptions } from './plan.ts';
export type { Box, Mark, Scene, Shape, TextShape } from './scene.ts';
export { captionOf, parameterFacts, parameterWords, sentence } from './sentence.ts';
export { chartFonts, sceneSvg } from './svg.ts';
export { intervalText, shareText, type Unit, unitNoun, valueText } from './words.ts';
