export { numbersOfTables, type TableNumber } from './card-tables.ts';
export { directionOf } from './direction.ts';
export { type CardSubject, type Elsewhere, type StatedBy, type StatedValue, statedElsewhere, tableReader } from './elsewhere.ts';
export { type MeasuredResult, type MeasuredRows, readMeasuredCsv } from './measured-csv.ts';
export { compareValues, type Difference, nameKey, onOneScale, pointsApart, quantityOf } from './values.ts';
