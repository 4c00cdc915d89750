/** What a run measures, and where it may write. */
export interface BenchContext {
  /** Models of the generated Hugging Face mirror. */
  readonly models: number;
  readonly seed: number;
  /** Generated and unpacked data, kept between runs. */
  readonly cacheDir: string;
  /** Indexes and databases of this run. */
  readonly scratchDir: string;
  readonly cores: number;
}

export interface Measured {
  readonly kind: 'measured';
  /** Wall seconds of the work alone, without the start of the process; null where no time is measured. */
  readonly seconds: number | null;
  readonly records: number | null;
  readonly bytesIn: number | null;
  readonly bytesOut: number | null;
  /** Where the seconds went, in order. */
  readonly parts: readonly (readonly [name: string, seconds: number])[];
  readonly notes: readonly string[];
  /** Set where the longest of many waits is what counts. */
  readonly longestMilliseconds?: number;
  /** Set where many waits were measured, in milliseconds. */
  readonly waits?: readonly number[];
  /** Set where graphs are laid out: pairs of edges that cross, and how far distances on screen are from steps between nodes, squared and scaled best. */
  readonly drawing?: { readonly crossings: number; readonly stress: number };
  /** Set where the memory of a page is what counts: what it holds when all that is garbage is gone. */
  readonly heapBytes?: number;
  /** Set where the memory that a process takes on top of what it had is what counts: growth of its largest resident set. */
  readonly growthBytes?: number;
  /** Set where another program did the work: its peak in bytes, null where it is not known. */
  readonly otherProgram?: { readonly peakBytes: number | null };
}

export interface Skipped {
  readonly kind: 'skipped';
  readonly reason: string;
}

/** What is to be reached; figures are those of the issue that asks for them. */
export type Goal =
  | { readonly kind: 'seconds-against'; readonly against: string; readonly atMost: number }
  /** Seconds for each record: for rows that read different numbers of records. */
  | { readonly kind: 'record-seconds-against'; readonly against: string; readonly atMost: number }
  | { readonly kind: 'peak'; readonly atMostMegabytes: (models: number) => number }
  | { readonly kind: 'size'; readonly atMost: number }
  | { readonly kind: 'longest'; readonly atMostMilliseconds: number }
  /** Of a hundred waits the sixth longest. */
  | { readonly kind: 'p95'; readonly atMostMilliseconds: number }
  | { readonly kind: 'median-against'; readonly against: string; readonly atMost: number }
  | { readonly kind: 'mean-against'; readonly against: string; readonly atMost: number }
  | { readonly kind: 'p95-against'; readonly against: string; readonly atMost: number }
  | { readonly kind: 'crossings-against'; readonly against: string; readonly atMost: number }
  | { readonly kind: 'stress-against'; readonly against: string; readonly atMost: number }
  | { readonly kind: 'heap'; readonly atMostMegabytes: number }
  | { readonly kind: 'growth'; readonly atMostMegabytes: number };

/** One row of the table, measured in a process of its own. */
export interface Measurement {
  readonly name: string;
  readonly goals: readonly Goal[];
  run(context: BenchContext): Promise<Measured | Skipped>;
}

/** A new benchmark is one file with one of these and one line in the registry. */
export interface Benchmark {
  readonly name: string;
  /** What it measures, in the one line that `--list` shows. */
  readonly summary: string;
  /** Set where a run costs so much time or disk that it takes place only by name or with `--large`. */
  readonly isLarge?: true;
  /** Benchmarks that this one is nothing without: it looks at their files, or compares itself with them. They run first. */
  readonly needs: readonly string[];
  /**
   * Makes the data and loads the code once, so that neither the generator nor the type stripper counts towards a
   * measurement's memory. Runs in a process of its own.
   */
  prepare(context: BenchContext): Promise<Skipped | null>;
  readonly measurements: readonly Measurement[];
}

export type Result =
  | (Measured & { readonly peakMegabytes: number | null; readonly processorSeconds: number | null })
  | Skipped
  | { readonly kind: 'failed'; readonly reason: string };

export interface Row {
  readonly name: string;
  readonly goals: readonly Goal[];
  readonly result: Result;
}
