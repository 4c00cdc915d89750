/** Bounds of what the history calls answer. */
export const historyLimits = {
  people: 1000,
  /** Changed files listed of one commit. */
  changes: 500,
  /** Commits of one piece of the heat map. */
  heatCommits: 2000,
} as const;
