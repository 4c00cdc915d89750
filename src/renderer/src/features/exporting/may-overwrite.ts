/** What was agreed to about a file that may be there already. */
export interface OverwriteChoice {
  readonly target: string;
  /** The box: whatever the target. */
  readonly overwrite: boolean;
  /** The file that the system's dialog has asked about; of another one nobody has agreed to anything. */
  readonly agreed: string | null;
}

/** Whether what is there may be replaced. */
export function mayOverwrite({ target, overwrite, agreed }: OverwriteChoice): boolean {
  return overwrite || agreed === target.trim();
}
