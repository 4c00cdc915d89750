import { createHash } from 'node:crypto';
import type { Colours } from './chart.ts';
import { h, markupOf, type Element } from './html.ts';
import { styleSheet } from './style.ts';

/** A page that needs nothing else, round a body whose colours are all known. */
export function writePage(title: string, colours: Colours, body: Element, write: (text: string) => void): void {
  const style = styleSheet(colours.rules());
  write('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n');
  for (const piece of markupOf(h('meta', { 'http-equiv': 'Content-Security-Policy', content: policyOf(style) }))) write(piece);
  write('\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n');
  for (const piece of markupOf(h('title', {}, title))) write(piece);
  write(`\n<style>${style}</style>\n</head>\n`);
  for (const piece of markupOf(body)) write(piece);
  write('\n</html>\n');
}

/** Nothing may be fetched, run, sent or framed; of styles, this sheet alone. */
function policyOf(style: string): string {
  return `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
}

export function footOf(made: string): Element {
  return h('footer', {}, h('p', {}, `${made}. This page holds everything that it shows: it fetches nothing and runs nothing.`));
}
