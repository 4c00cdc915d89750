import { visibleText } from '../../shared/graph/visible-text.ts';
import { xmlText } from '../../shared/graph/xml.ts';

const tags = [
  'html', 'head', 'meta', 'title', 'body', 'header', 'nav', 'main', 'section', 'footer', 'h1', 'h2', 'h3', 'h4', 'p', 'ul', 'li', 'dl', 'dt', 'dd', 'a', 'code', 'div', 'strong',
  'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'figure', 'figcaption', 'svg', 'g', 'rect', 'line', 'path', 'text',
] as const;
export type Tag = (typeof tags)[number];

/** No handlers, no styles, no addresses but those within the page: what is not in the list cannot be written. */
interface Attributes {
  readonly class?: string;
  readonly id?: string;
  readonly lang?: string;
  readonly charset?: string;
  readonly name?: string;
  readonly content?: string;
  readonly 'http-equiv'?: string;
  /** Of a place on this page. */
  readonly place?: string;
  readonly scope?: 'col' | 'row';
  readonly tabindex?: '0';
  readonly role?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
  readonly viewBox?: string;
  readonly transform?: string;
  readonly d?: string;
  readonly 'text-anchor'?: string;
  readonly 'font-weight'?: 'bold';
  readonly 'stroke-dasharray'?: string;
  readonly x?: number;
  readonly y?: number;
  readonly x1?: number;
  readonly x2?: number;
  readonly y1?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly 'font-size'?: number;
  readonly 'stroke-width'?: number;
}

export interface Element {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

/** A figure of `shared/graph`, which escapes every text itself. */
export interface Drawing {
  readonly svg: string;
}

/** A text is written as text, whatever is in it. */
export type Child = Element | Drawing | string;

/** An element; null children are left out. */
export function h(tag: Tag, attributes: Attributes, ...children: readonly (Child | null)[]): Element {
  return { tag, attributes, children: children.filter((child) => child !== null) };
}

/** A figure as SVG text, without its prologue. */
export function drawing(svg: string): Drawing {
  return { svg: svg.replace(/^<\?xml[^>]*\?>\s*/, '') };
}

const empty: ReadonlySet<Tag> = new Set(['meta']);

/** The markup of a node, piece by piece. Texts have no character that hides, or turns the order of letters: such ones are named. */
export function* markupOf(node: Child): Generator<string> {
  if (typeof node === 'string') {
    yield xmlText(visibleText(node));
    return;
  }
  if ('svg' in node) {
    yield node.svg;
    return;
  }
  const { tag, attributes, children } = node;
  yield `<${tag}${Object.entries(attributes).map(attributeText).join('')}>`;
  if (empty.has(tag)) return;
  for (const child of children) yield* markupOf(child);
  yield `</${tag}>`;
}

function attributeText([name, value]: readonly [string, unknown]): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(Math.round(value * 100) / 100) : String(value);
  return name === 'place' ? ` href="#${xmlText(text)}"` : ` ${name}="${xmlText(visibleText(text))}"`;
}
