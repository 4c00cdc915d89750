export { numbersOfTables, type TableNumber } from './card-tables.ts';
export { directionOf } from './direction.ts';
export { groupOwnClaims, type StatedBy, statedElsewhere, tableReader } from './elsewhere.ts';
export { readMeasuredCsv } from './measured-csv.ts';
export { compareValues, nameKey, onOneScale, pointsApart } from './values.ts';
