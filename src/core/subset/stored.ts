// What reading packages needs of the index, and no more: a hand that shares an export starts in the time that its modules take, and the whole folder takes ten times as long.
// oxlint-disable no-restricted-imports
export { claimSources, cloneStates, hubNumber, hubOfNumber, lineageRelations, lineageSources, nameOf, type TermKind, termKinds } from '../index/codes.ts';
export { noNumber } from '../index/package-blocks.ts';
export { contentBytes, locateColumns, readNumber } from '../index/pages/record.ts';
export { openForReading, type ReadDatabase, StoppedError } from '../index/read.ts';
