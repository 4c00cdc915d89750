import { readNumber } from '../stored.ts';

/** The number of a serial type, NaN where there is none; most take few bytes. */
export function numberIn(bytes: Buffer, at: number, type: number): number {
  switch (type) {
    case 0:
      return NaN;
    case 1:
      return ((bytes[at] as number) << 24) >> 24;
    case 2:
      return (((bytes[at] as number) << 24) >> 16) | (bytes[at + 1] as number);
    case 3:
      return (((bytes[at] as number) << 24) >> 8) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    case 4:
      return ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
    default:
      return readNumber(bytes, at, type);
  }
}
