import { printable } from '../table.ts';

/** Text of a mirror for a terminal: its lines and tabs stay, whatever else would drive the terminal is spelt out. */
export function printableText(text: string): string {
  return text.split(/\r?\n/).map((line) => line.split('\t').map(printable).join('\t')).join('\n');
}
