/** Packages that stand side by side at most: more columns than these cannot be read. */
export const mostCompared = 6;
