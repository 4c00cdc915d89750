/** Widths of a column in pixels. Apart from the schema, so that the page can use it without the schema's library. */
export const columnWidths = { least: 40, most: 2000 } as const;
