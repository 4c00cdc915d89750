/** A node of a card as it may be shown. Whatever a card says, the page makes elements of these names and attributes only. */
export type CardNode = string | CardElement;

export interface CardElement {
  readonly tag: CardTag | MathTag;
  readonly attributes: CardAttributes;
  readonly children: CardNode[];
}

/** All of them by meaning; none is copied into the page as it stands in the card. */
export interface CardAttributes {
  /** Where a link leads. */
  readonly link?: CardLink;
  /** An image's address as the card writes it: the page shows it only where the clone has the image. */
  readonly source?: string;
  readonly text?: string;
  /** What links of the card itself lead to: a heading's own name, or one that the card gives. */
  readonly anchor?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly start?: number;
  readonly columns?: number;
  readonly rows?: number;
  readonly width?: number;
  readonly height?: number;
  readonly open?: boolean;
  /** A kind of token in code, such as "keyword". */
  readonly token?: string;
  /** MathML's own, of `mathAttributes`. */
  readonly math?: Readonly<Record<string, string>>;
}

export type CardLink =
  /** A name within the card. */
  | { readonly kind: 'anchor'; readonly name: string }
  /** A path from the root of the clone. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'web'; readonly address: string }
  /** Shown as text with its address. */
  | { readonly kind: 'refused'; readonly address: string };

const cardTags = [
  'p', 'div', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td',
  'details', 'summary', 'hr', 'br', 'figure', 'figcaption', 'a', 'img', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'sub', 'sup', 'code', 'kbd', 'samp', 'var', 'q',
  'mark', 'small', 'span', 'abbr', 'cite', 'dfn', 'ruby', 'rt', 'rp', 'wbr', 'bdi',
  /** A run of characters that nobody would see, by its name. */
  'hidden',
  /** Mathematics that could not be laid out, as written. */
  'formula',
] as const;
export type CardTag = (typeof cardTags)[number];

/** What KaTeX writes as MathML. */
const mathTags = [
  'math', 'semantics', 'mrow', 'mi', 'mn', 'mo', 'mtext', 'mspace', 'msup', 'msub', 'msubsup', 'mfrac', 'msqrt', 'mroot', 'munder', 'mover', 'munderover', 'mtable', 'mtr', 'mtd',
  'mlabeledtr', 'mstyle', 'mpadded', 'mphantom', 'menclose', 'mglyph', 'ms', 'mprescripts', 'none', 'mmultiscripts', 'merror',
] as const;
export type MathTag = (typeof mathTags)[number];

/** No colours, which would not suit the theme, no addresses, no styles. */
export const mathAttributes: ReadonlySet<string> = new Set([
  'display', 'mathvariant', 'stretchy', 'fence', 'separator', 'lspace', 'rspace', 'minsize', 'maxsize', 'accent', 'accentunder', 'columnalign', 'columnspacing', 'columnlines', 'rowspacing', 'rowlines',
  'rowalign', 'width', 'height', 'depth', 'voffset', 'linethickness', 'displaystyle', 'scriptlevel', 'notation', 'movablelimits', 'largeop', 'symmetric', 'form',
]);

const cardNames: ReadonlySet<string> = new Set(cardTags);
const mathNames: ReadonlySet<string> = new Set(mathTags);

/** Whether HTML in a card may name it. */
export function isHtmlTag(name: string): name is CardTag {
  return cardNames.has(name) && name !== 'hidden' && name !== 'formula';
}

export function isMathTag(name: string): name is MathTag {
  return mathNames.has(name);
}

export function element(tag: CardElement['tag'], children: CardNode[] = [], attributes: CardAttributes = {}): CardElement {
  return { tag, attributes, children };
}

/** The text of nodes, at most `most` characters of it. Nothing recurses far: trees are bounded in depth where they are made. */
export function textOf(nodes: readonly CardNode[], most: number): string {
  let text = '';
  for (const node of nodes) {
    if (text.length >= most) break;
    if (typeof node === 'string') text += node;
    else if (node.tag !== 'hidden') text += textOf(node.children, most - text.length);
  }
  return text.slice(0, most);
}
