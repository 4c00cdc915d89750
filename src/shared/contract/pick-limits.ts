/** How many packages are picked and asked for at a time. Apart from the schemas, so that the page can use it without their library. */
export const pickLimits = {
  /** A list to export, and what can be picked in the list of models. */
  packages: 100_000,
  /** Picked packages that are kept over a restart. */
  kept: 2000,
  keysPerCall: 5000,
  rowsPerCall: 1000,
} as const;
