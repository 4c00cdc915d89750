const zero = '0'.charCodeAt(0);
const minus = '-'.charCodeAt(0);

/** Whole numbers between commas, as `group_concat` gives them: a row for each would take several times longer. */
export function numbersIn(text: string, into: (most: number) => Uint32Array = (most) => new Uint32Array(most)): Uint32Array {
  // The shortest of them takes two places.
  const numbers = into((text.length + 1) >>> 1);
  let count = 0;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit >= 0) value = value * 10 + digit;
    else {
      numbers[count] = value;
      count += 1;
      value = 0;
    }
  }
  if (text !== '') {
    numbers[count] = value;
    count += 1;
  }
  return numbers.subarray(0, count);
}

/** The whole number that these digits write. */
export function numberAt(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === minus;
  let value = 0;
  for (let at = isNegative ? start + 1 : start; at < end; at += 1) value = value * 10 + (bytes[at] as number) - zero;
  return isNegative ? -value : value;
}
