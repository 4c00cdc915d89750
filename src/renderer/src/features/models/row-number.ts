/** The row that a text names, counted from 0: `1,200`, or `40%` of the way; null where it names none. */
export function rowIndexOf(text: string, total: number): number | null {
  const [, digits, percent] = /^\s*([\d.,\s]+?)\s*(%?)\s*$/.exec(text) ?? [];
  if (digits === undefined || total === 0) return null;
  const number = Number(percent === '%' ? digits.replace(',', '.') : digits.replaceAll(/[.,\s]/g, ''));
  if (!Number.isFinite(number)) return null;
  const row = percent === '%' ? Math.round((number / 100) * total) : number;
  return Math.max(0, Math.min(total - 1, row - 1));
}
