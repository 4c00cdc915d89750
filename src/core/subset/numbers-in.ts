const zero = '0'.charCodeAt(0);

/** Whole numbers between commas, as `group_concat` gives them: a row for each would take several times longer. */
export function numbersIn(text: string): Uint32Array {
  // The shortest of them takes two places.
  const numbers = new Uint32Array((text.length + 1) >>> 1);
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
