/** Looks at the bytes of a chunk before its records are parsed, maybe on another thread, and writes down what it knows as numbers. */
export interface ChunkScanner {
  /**
   * By groups: where a value begins and ends in the chunk, how many numbers tell of it, and these. The first number: where the
   * last group ends. Values come in their order, and lie in the chunk whole.
   */
  scan(chunk: Buffer, numbers: Int32Array): void;
}

/** Makes of those numbers what stands in the place of the value. */
export interface ValueTeller {
  /** The field of records whose values are known; null where whole records are. */
  readonly key: string | null;
  /** `origin`: where the chunk begins in `bytes`. */
  tell(numbers: Int32Array, at: number, bytes: Buffer, origin: number): object;
}

/** What is known of a file's values, chunk by chunk. */
export interface KnownValues extends ValueTeller {
  of(chunk: Buffer): Int32Array;
}

/** Numbers of a chunk: room for a thousand values or so. Those behind are parsed as anything else is. */
export const numbersOfChunk = 16_384;

/** What this thread finds out itself. */
export function scannedValues(scanner: ChunkScanner, teller: ValueTeller): KnownValues {
  const numbers = new Int32Array(numbersOfChunk);
  return {
    key: teller.key,
    of(chunk) {
      scanner.scan(chunk, numbers);
      return numbers;
    },
    tell: (told, at, bytes, origin) => teller.tell(told, at, bytes, origin),
  };
}
