import { packageFileAddress } from '../../../app/route.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { hiddenMark } from '../../../ui/shown-text.tsx';
import { openLink } from '../links.ts';
import { isMathTag, type CardElement, type CardLink, type CardNode } from './card-node.ts';
import { lettersOf } from './math-letters.ts';
import styles from './card-body.module.css';

export interface CardContext {
  readonly package: PackageKey;
  /** Images of the clone by the address that the card uses. */
  readonly images: Readonly<Record<string, string>>;
  /** Goes to what bears a name within the card. */
  readonly goTo: (name: string) => void;
}

const mathNamespace = 'http://www.w3.org/1998/Math/MathML';
/** Details with more in them are filled when they are opened. */
const eagerNodes = 300;
/** Wider code scrolls, and so must be reached by keys. Characters. */
const wideCode = 80;

/**
 * Makes a slice of a card. The page's elements are made one by one, by names and attributes of our own choosing; React would keep a second
 * tree of a card's tens of thousands, and take them down in one go.
 */
export function makeSlice(blocks: readonly CardNode[], context: CardContext): HTMLElement {
  const slice = document.createElement('div');
  slice.className = styles['slice'] ?? '';
  appendAll(slice, blocks, context);
  return slice;
}

function appendAll(parent: Element, nodes: readonly CardNode[], context: CardContext): void {
  for (const node of nodes) parent.append(typeof node === 'string' ? node : make(node, context));
}

function make(node: CardElement, context: CardContext): Element {
  const { tag, attributes, children } = node;
  if (isMathTag(tag)) return makeMath(node, context);
  if (tag === 'img') return makeImage(node, context);
  if (tag === 'a') return makeLink(node, attributes.link ?? { kind: 'refused', address: '' }, context);
  const made = document.createElement(tag === 'hidden' ? 'mark' : tag === 'formula' ? 'code' : tag);
  name(made, node);
  if (attributes.token !== undefined) made.dataset['token'] = attributes.token;
  if (attributes.start !== undefined && made instanceof HTMLOListElement) made.start = attributes.start;
  if (made instanceof HTMLTableCellElement) {
    if (attributes.columns !== undefined) made.colSpan = attributes.columns;
    if (attributes.rows !== undefined) made.rowSpan = attributes.rows;
  }
  if (tag === 'hidden') {
    Object.assign(made, hiddenMark);
  } else if (tag === 'formula') {
    made.className = styles['formula'] ?? '';
    made.title = 'A formula that cannot be laid out, as it is written';
  } else if (tag === 'abbr' && attributes.text) made.title = attributes.text;
  if (made instanceof HTMLDetailsElement) fillDetails(made, node, context);
  else appendAll(made, children, context);
  if (tag === 'pre' && (made.textContent ?? '').split('\n', 500).some((line) => line.length > wideCode)) made.tabIndex = 0;
  return tag === 'table' ? inScroller(made) : made;
}

function name(made: HTMLElement, { tag, attributes }: CardElement): void {
  if (attributes.anchor !== undefined) {
    made.dataset['anchor'] = attributes.anchor;
    if (/^h\d$/.test(tag)) made.tabIndex = -1;
  }
  if (attributes.align !== undefined) made.dataset['align'] = attributes.align;
}

function fillDetails(made: HTMLDetailsElement, { attributes, children }: CardElement, context: CardContext): void {
  const isSummary = (child: CardNode): boolean => typeof child === 'object' && child.tag === 'summary';
  const rest = children.filter((child) => !isSummary(child));
  appendAll(made, children.filter(isSummary), context);
  made.open = attributes.open === true;
  if (made.open || !isMoreThan(rest, eagerNodes)) {
    appendAll(made, rest, context);
    return;
  }
  made.addEventListener('toggle', () => appendAll(made, rest, context), { once: true });
}

function isMoreThan(nodes: readonly CardNode[], most: number): boolean {
  const waiting = [...nodes];
  let count = 0;
  for (let node = waiting.pop(); node !== undefined && count <= most; node = waiting.pop()) {
    count += 1;
    if (typeof node === 'object') waiting.push(...node.children.slice(0, most));
  }
  return count > most;
}

/** A wide table scrolls in a box of its own. */
function inScroller(table: HTMLElement): HTMLElement {
  const box = document.createElement('div');
  box.className = styles['tableScroll'] ?? '';
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', 'Table');
  box.append(table);
  return box;
}

function makeMath({ tag, attributes, children }: CardElement, context: CardContext): Element {
  const made = document.createElementNS(mathNamespace, tag);
  for (const [key, value] of Object.entries(attributes.math ?? {})) made.setAttribute(key, value);
  appendAll(made, children, context);
  const letters = made.textContent ?? '';
  const variant = attributes.math?.['mathvariant'] ?? (tag === 'mi' && [...letters].length === 1 ? 'italic' : null);
  if (variant !== null && made.childElementCount === 0) {
    // Left to itself the browser takes letters that only fonts for mathematics have.
    made.setAttribute('mathvariant', 'normal');
    made.textContent = lettersOf(letters, variant);
    made.dataset['variant'] = variant;
  }
  return made;
}

function makeImage({ attributes }: CardElement, { images }: CardContext): Element {
  const { source = '', text = '', width, height } = attributes;
  const found = Object.hasOwn(images, source) ? images[source] : undefined;
  if (found?.startsWith('data:image/')) {
    const image = document.createElement('img');
    image.alt = text;
    image.decoding = 'async';
    if (width !== undefined) image.width = width;
    if (height !== undefined) image.height = height;
    image.src = found;
    return image;
  }
  const box = document.createElement('span');
  box.className = styles['noImage'] ?? '';
  box.title = source;
  const address = document.createElement('code');
  address.textContent = source.startsWith('data:') ? 'embedded data, not shown' : source;
  box.append(text || 'Image', address);
  return box;
}

function makeLink(node: CardElement, link: CardLink, context: CardContext): Element {
  const made = linkElement(link, context);
  name(made, node);
  appendAll(made, node.children, context);
  return made;
}

function linkElement(link: CardLink, context: CardContext): HTMLElement {
  if (link.kind === 'refused') {
    const text = document.createElement('span');
    if (link.address !== '') text.title = link.address;
    return text;
  }
  if (link.kind === 'file') {
    const anchor = document.createElement('a');
    anchor.href = packageFileAddress(context.package, { path: link.path, commit: null });
    anchor.title = link.path;
    return anchor;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles['link'] ?? '';
  if (link.kind === 'web') button.title = link.address;
  button.addEventListener('click', () => (link.kind === 'web' ? void openLink(link.address) : context.goTo(link.name)));
  return button;
}
