export { numbersOfTables, type TableNumber } from './card-tables.ts';
export { directionOf } from './direction.ts';
export { type Elsewhere, groupOwnClaims, type StatedBy, statedElsewhere, tableReader } from './elsewhere.ts';
export { type MeasuredResult, readMeasuredCsv } from './measured-csv.ts';
export { compareValues, type Difference, nameKey, onOneScale, pointsApart } from './values.ts';
