import { splitHidden, hiddenLabel } from '../../../../../shared/text/hidden-characters.ts';
import { cardLink, type CardPlace } from './card-links.ts';
import { element, isHtmlTag, textOf, type CardAttributes, type CardElement, type CardNode, type CardTag } from './card-node.ts';
import { htmlTokens, type HtmlToken } from './html-tokens.ts';
import type { Slugs } from './slugs.ts';

/** Levels of elements; what is deeper goes into the deepest. */
const maxDepth = 48;
/** Nodes of one part. */
const maxNodes = 12_000;
/** How far up a closing tag looks for its opening one. */
const maxLookUp = 100;

/** Elements that are something else here: a card's headings stand below the page's own, and what only decorates is dropped. */
const renamed: Readonly<Record<string, CardTag>> = {
  h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6', h6: 'h6', center: 'div', section: 'div', article: 'div', main: 'div', header: 'div', footer: 'div', aside: 'div', nav: 'div', form: 'div', address: 'div',
  strike: 's', tt: 'code', font: 'span', big: 'span', nobr: 'span', bdo: 'bdi', time: 'span', label: 'span', listing: 'pre', menu: 'ul', dir: 'ul',
};
/** Dropped with all they hold. */
const dropped: ReadonlySet<string> = new Set([
  'script', 'style', 'template', 'iframe', 'frameset', 'noframes', 'noembed', 'noscript', 'object', 'applet', 'svg', 'math', 'select', 'textarea', 'title', 'audio', 'video', 'canvas', 'map', 'button', 'xmp', 'dialog',
]);
const empty: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'wbr', 'input', 'col', 'embed', 'link', 'meta', 'base', 'source', 'track', 'area', 'param', 'frame', 'keygen', 'basefont', 'bgsound']);
/** Known to HTML and shown without a mark of their own; any other name in angle brackets is text, such as a tokenizer's <mask>. */
const transparent: ReadonlySet<string> = new Set(['html', 'head', 'body', 'picture', 'colgroup', 'optgroup', 'option', 'fieldset', 'legend', 'data', 'output', 'slot', 'marquee', 'blink', 'hgroup', 'search', 'a']);
/** What an opening tag closes when it is open already, up to the element that holds it. */
const impliedEnds: Readonly<Record<string, { readonly ends: readonly string[]; readonly upTo: readonly string[] }>> = {
  li: { ends: ['li'], upTo: ['ul', 'ol'] },
  dt: { ends: ['dt', 'dd'], upTo: ['dl'] },
  dd: { ends: ['dt', 'dd'], upTo: ['dl'] },
  tr: { ends: ['tr'], upTo: ['table', 'tbody', 'thead', 'tfoot'] },
  td: { ends: ['td', 'th'], upTo: ['tr', 'table'] },
  th: { ends: ['td', 'th'], upTo: ['tr', 'table'] },
  p: { ends: ['p'], upTo: ['div', 'td', 'th', 'li', 'details', 'blockquote', 'center'] },
  a: { ends: ['a'], upTo: [] },
};

interface Frame {
  /** Where children go: its own element's, or those of the nearest that has one. */
  readonly children: CardNode[];
  readonly element: CardElement | null;
  /** The name of the tag in HTML; null for an element of Markdown, which no tag of HTML can close. */
  readonly tag: string | null;
  readonly isDropped: boolean;
}

export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}

/**
 * Grows the tree of one part from Markdown's elements and HTML's tags, in time linear in them. The page's own parser of HTML would repeat
 * open elements for each paragraph: 64 kB could name millions. Elements and attributes are those of `card-node.ts`, whatever the card says.
 */
export class CardBuilder {
  readonly blocks: CardNode[] = [];
  readonly headings: Heading[] = [];
  readonly #stack: Frame[] = [];
  readonly #place: CardPlace;
  readonly #slugs: Slugs;
  #nodes = 0;
  /** Elements and dropped ones that are open. */
  #depth = 0;
  #dropped = 0;

  constructor(place: CardPlace, slugs: Slugs) {
    this.#place = place;
    this.#slugs = slugs;
  }

  get place(): CardPlace {
    return this.#place;
  }

  /** Whether no more nodes are taken. */
  get isFull(): boolean {
    return this.#nodes >= maxNodes;
  }

  /** Opens an element of Markdown. */
  open(tag: CardTag, attributes: CardAttributes = {}): void {
    this.#push(element(tag, [], attributes), null);
  }

  /** Closes the innermost element of Markdown, and every element of HTML left open in it. */
  close(): void {
    for (let frame = this.#pop(); frame !== undefined && frame.tag !== null; frame = this.#pop());
  }

  text(text: string): void {
    if (this.#dropped > 0) return;
    for (const piece of splitHidden(text)) {
      if (piece.kind === 'text') this.#append(piece.text);
      else this.#append(element('hidden', [hiddenLabel(piece)]));
    }
  }

  /** A node that is whole already. */
  add(node: CardElement): void {
    if (this.#dropped === 0) this.#append(node);
  }

  /** Some HTML, whole or a single tag. */
  html(html: string): void {
    for (const token of htmlTokens(html)) this.#token(token);
  }

  /** Closes all. */
  end(): void {
    while (this.#pop() !== undefined);
  }

  #token(token: HtmlToken): void {
    if (token.kind === 'text') this.text(token.text);
    else if (!isKnown(token.name)) this.text(token.source);
    else if (token.kind === 'close') this.#closeTag(token.name);
    else this.#openTag(token.name, token.attributes);
  }

  #openTag(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'img') {
      this.image(attributes.get('src') ?? '', attributes.get('alt') ?? attributes.get('title') ?? '', { ...sizeOf('width', attributes), ...sizeOf('height', attributes) });
      return;
    }
    if (empty.has(name)) {
      if (name === 'br' || name === 'hr' || name === 'wbr') this.add(element(name));
      return;
    }
    this.#impliedEnd(name);
    if (dropped.has(name)) {
      this.#push(null, name, true);
      return;
    }
    const tag = renamed[name] ?? (isHtmlTag(name) ? name : null);
    const href = name === 'a' ? attributes.get('href') : undefined;
    const named = attributes.get('id') ?? attributes.get('name');
    if (tag === null || (name === 'a' && href === undefined)) {
      this.#push(named === undefined ? null : element('span', [], { anchor: named.slice(0, 200) }), name);
      return;
    }
    this.#push(element(tag, [], attributesOf(name, attributes, href === undefined ? undefined : { link: cardLink(href, this.#place) })), name);
  }

  /** An image by the address that the card gives it. */
  image(source: string, text: string, size: Pick<CardAttributes, 'width' | 'height'> = {}): void {
    if (source === '' && text === '') return;
    this.add(element('img', [], { source: source.slice(0, 2000), text: splitHidden(text.slice(0, 300)).map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''), ...size }));
  }

  #impliedEnd(name: string): void {
    const rule = Object.hasOwn(impliedEnds, name) ? impliedEnds[name] : undefined;
    if (rule === undefined) return;
    for (let at = this.#stack.length - 1, looked = 0; at >= 0 && looked < maxLookUp; at -= 1, looked += 1) {
      const tag = this.#stack[at]?.tag ?? null;
      if (tag === null || rule.upTo.includes(tag)) return;
      if (rule.ends.includes(tag)) {
        while (this.#stack.length > at) this.#pop();
        return;
      }
    }
  }

  #closeTag(name: string): void {
    for (let at = this.#stack.length - 1, looked = 0; at >= 0 && looked < maxLookUp; at -= 1, looked += 1) {
      const frame = this.#stack[at];
      if (frame === undefined || frame.tag === null) return;
      if (frame.tag === name) {
        while (this.#stack.length > at) this.#pop();
        return;
      }
    }
  }

  #push(made: CardElement | null, tag: string | null, isDropped = false): void {
    const parent = this.#stack.at(-1)?.children ?? this.blocks;
    const isTaken = made !== null && this.#dropped === 0 && this.#depth < maxDepth && !this.isFull;
    if (isTaken) {
      this.#append(made);
      this.#depth += 1;
    }
    if (isDropped) this.#dropped += 1;
    this.#stack.push({ children: isTaken ? made.children : parent, element: isTaken ? made : null, tag, isDropped });
  }

  #pop(): Frame | undefined {
    const frame = this.#stack.pop();
    if (frame?.isDropped === true) this.#dropped -= 1;
    if (frame?.element) {
      this.#depth -= 1;
      this.#nameHeading(frame.element);
    }
    return frame;
  }

  #nameHeading(made: CardElement): void {
    const level = /^h([2-6])$/.exec(made.tag)?.[1];
    const text = level === undefined ? '' : textOf(made.children, 200).trim();
    if (level === undefined || text === '') return;
    const anchor = made.attributes.anchor ?? this.#slugs.slug(text);
    Object.assign(made.attributes, { anchor });
    this.headings.push({ level: Number(level), text, anchor });
  }

  #append(node: CardNode): void {
    const children = this.#stack.at(-1)?.children ?? this.blocks;
    const last = children.at(-1);
    // Text is never lost: where nodes have run out, it goes on in the last one.
    if (typeof node === 'string' && typeof last === 'string') children[children.length - 1] = last + node;
    else if (typeof node === 'string' || !this.isFull) {
      this.#nodes += 1;
      children.push(node);
    } else this.#append(textOf([node], 10_000));
  }
}

function isKnown(name: string): boolean {
  return Object.hasOwn(renamed, name) || isHtmlTag(name) || dropped.has(name) || empty.has(name) || transparent.has(name);
}

function attributesOf(name: string, written: ReadonlyMap<string, string>, link: Pick<CardAttributes, 'link'> | undefined): CardAttributes {
  const anchor = written.get('id') ?? written.get('name');
  return {
    ...link,
    ...(anchor === undefined || anchor === '' ? {} : { anchor: anchor.slice(0, 200) }),
    ...alignOf(name === 'center' ? 'center' : written.get('align')),
    ...(name === 'details' && written.has('open') ? { open: true } : {}),
    ...(name === 'ol' ? numberOf('start', written.get('start'), 1_000_000) : {}),
    ...(name === 'td' || name === 'th' ? { ...numberOf('columns', written.get('colspan'), 100), ...numberOf('rows', written.get('rowspan'), 100) } : {}),
    ...(name === 'abbr' ? { text: (written.get('title') ?? '').slice(0, 300) } : {}),
  };
}

export function alignOf(written: string | null | undefined): Pick<CardAttributes, 'align'> {
  const align = written?.toLowerCase();
  return align === 'left' || align === 'center' || align === 'right' ? { align } : {};
}

function sizeOf(name: 'width' | 'height', written: ReadonlyMap<string, string>): Pick<CardAttributes, 'width' | 'height'> {
  // A percentage is of what holds the image; images are never wider than that.
  return /%/.test(written.get(name) ?? '') ? {} : numberOf(name, written.get(name), 4000);
}

function numberOf<Name extends 'start' | 'columns' | 'rows' | 'width' | 'height'>(name: Name, written: string | undefined, most: number): Partial<Record<Name, number>> {
  const value = Number.parseInt(written ?? '', 10);
  return Number.isInteger(value) && value >= 1 && value <= most ? ({ [name]: value } as Partial<Record<Name, number>>) : {};
}
