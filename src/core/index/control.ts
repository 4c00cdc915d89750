/** How long work tells where it stands and learns that it is no longer wanted. */
export interface WorkControl {
  progress(step: WorkStep): void;
  /** True from the moment its user cancels; the work then ends at once with `cancelledError()`. */
  isCancelled(): boolean;
}

export interface WorkStep {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'records' | 'repositories' | 'packages' | 'steps';
}
