/** Tables whose parts two threads make side by side; other formats are written by one. */
const sharedFormats = ['csv', 'tsv', 'jsonl', 'json', 'parquet'] as const;

export type SharedFormat = (typeof sharedFormats)[number];

export function isShared(format: string): format is SharedFormat {
  return (sharedFormats as readonly string[]).includes(format);
}
