import type { Nodes, Root, RootContent, Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { alignOf, CardBuilder, type Heading } from './card-builder.ts';
import { colouredCode, plainCode } from './card-code.ts';
import { cardLink, type CardPlace } from './card-links.ts';
import { formula } from './card-math.ts';
import { element, type CardNode, type CardTag } from './card-node.ts';
import type { Slugs } from './slugs.ts';

export interface ParsedPart {
  readonly blocks: readonly CardNode[];
  readonly headings: readonly Heading[];
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath).freeze();
/** Levels of Markdown; what is nested deeper is shown as written. */
const maxDepth = 40;
/** More quotes and lists than this in one line take the parser seconds, or its stack. */
const deepLine = /^[ \t]{0,99}(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]{0,4}){40}/m;

/** A part of a card as a tree of what may be shown; text as it stands where Markdown gives up. */
export function parsePart(text: string, place: CardPlace, slugs: Slugs): ParsedPart {
  if (deepLine.test(text)) return plainPart(text);
  let root: Root;
  try {
    root = parser.parse(text);
  } catch {
    // What exhausts the parser's stack is no text for people.
    return plainPart(text);
  }
  const builder = new CardBuilder(place, slugs);
  new TreeReader(text, root, builder).read();
  builder.end();
  return { blocks: builder.blocks, headings: builder.headings };
}

/** The text of a part as it is written. */
export function plainPart(text: string): ParsedPart {
  return { blocks: [element('pre', plainCode(text))], headings: [] };
}

class TreeReader {
  readonly #text: string;
  readonly #root: Root;
  readonly #builder: CardBuilder;
  readonly #links = new Map<string, string>();
  readonly #notes = new Map<string, RootContent & { type: 'footnoteDefinition' }>();
  readonly #usedNotes: string[] = [];

  constructor(text: string, root: Root, builder: CardBuilder) {
    this.#text = text;
    this.#root = root;
    this.#builder = builder;
  }

  read(): void {
    this.#collect(this.#root, maxDepth);
    this.#children(this.#root.children, maxDepth);
    if (this.#usedNotes.length === 0) return;
    this.#inside('div', () => this.#inside('ol', () => this.#readNotes()));
  }

  #readNotes(): void {
    // A note may use others: the list grows while it is read.
    for (let at = 0; at < this.#usedNotes.length; at += 1) {
      const label = this.#usedNotes[at] ?? '';
      this.#builder.open('li', { anchor: `note-${label}` });
      this.#children(this.#notes.get(label)?.children ?? [], maxDepth);
      this.#builder.close();
    }
  }

  #collect(node: Nodes, depth: number): void {
    if (depth === 0) return;
    if (node.type === 'definition' && !this.#links.has(node.identifier)) this.#links.set(node.identifier, node.url);
    else if (node.type === 'footnoteDefinition' && !this.#notes.has(node.identifier)) this.#notes.set(node.identifier, node);
    if ('children' in node) for (const child of node.children) this.#collect(child, depth - 1);
  }

  #children(nodes: readonly Nodes[], depth: number): void {
    for (const node of nodes) this.#node(node, depth);
  }

  #inside(tag: CardTag, read: () => void, attributes: Parameters<CardBuilder['open']>[1] = {}): void {
    this.#builder.open(tag, attributes);
    read();
    this.#builder.close();
  }

  #node(node: Nodes, depth: number): void {
    const builder = this.#builder;
    if (depth === 0 || builder.isFull) {
      builder.text(this.#source(node));
      return;
    }
    const within = (tag: CardTag, attributes: Parameters<CardBuilder['open']>[1] = {}): void => {
      if ('children' in node) this.#inside(tag, () => this.#children(node.children, depth - 1), attributes);
    };
    switch (node.type) {
      case 'text':
        return builder.text(node.value);
      case 'paragraph':
        return within('p');
      case 'heading':
        return within(headingTags[node.depth - 1] ?? 'h6');
      case 'emphasis':
        return within('em');
      case 'strong':
        return within('strong');
      case 'delete':
        return within('del');
      case 'blockquote':
        return within('blockquote');
      case 'list':
        return within(node.ordered ? 'ol' : 'ul', node.ordered && typeof node.start === 'number' && node.start !== 1 ? { start: Math.max(0, node.start) } : {});
      case 'listItem':
        return this.#inside('li', () => {
          if (typeof node.checked === 'boolean') builder.text(node.checked ? '☑ ' : '☐ ');
          // A tight list has no paragraphs.
          if (node.spread !== true && node.children.every((child) => child.type !== 'paragraph' || child === node.children[0])) {
            for (const child of node.children) if (child.type === 'paragraph') this.#children(child.children, depth - 1); else this.#node(child, depth - 1);
          } else this.#children(node.children, depth - 1);
        });
      case 'thematicBreak':
        return builder.add(element('hr'));
      case 'break':
        return builder.add(element('br'));
      case 'code':
        return builder.add(element('pre', [element('code', colouredCode(node.value, node.lang ?? null))]));
      case 'inlineCode':
        return builder.add(element('code', plainCode(node.value)));
      case 'math':
        return builder.add(element('div', [formula(node.value, true)], { align: 'center' }));
      case 'inlineMath':
        return this.#inlineMath(node);
      case 'html':
        return builder.html(node.value);
      case 'link':
        return within('a', { link: cardLink(node.url, builder.place) });
      case 'linkReference': {
        const url = this.#links.get(node.identifier);
        return url === undefined ? this.#children(node.children, depth - 1) : within('a', { link: cardLink(url, builder.place) });
      }
      case 'image':
        return builder.image(node.url, node.alt ?? '');
      case 'imageReference':
        return builder.image(this.#links.get(node.identifier) ?? '', node.alt ?? '');
      case 'footnoteReference':
        return this.#noteMark(node.identifier);
      case 'table':
        return this.#table(node, depth);
      case 'root':
      case 'tableRow':
      case 'tableCell':
        return this.#children(node.children, depth - 1);
      case 'definition':
      case 'footnoteDefinition':
      case 'yaml':
        return;
    }
  }

  /** A dollar sign is more often a price: as in Pandoc, no blank stands inside the two, and no digit after them. */
  #inlineMath(node: Nodes & { type: 'inlineMath' }): void {
    const source = this.#source(node);
    const isMath = source.startsWith('$$') || (/^\$\S(?:[^]*\S)?\$$/.test(source) && !/^\d/.test(this.#text.slice(node.position?.end.offset ?? 0, (node.position?.end.offset ?? 0) + 1)));
    if (isMath) this.#builder.add(formula(node.value, false));
    else this.#builder.text(source);
  }

  #noteMark(label: string): void {
    if (!this.#notes.has(label)) return this.#builder.text(`[^${label}]`);
    if (!this.#usedNotes.includes(label)) this.#usedNotes.push(label);
    const link = { kind: 'anchor', name: `note-${label}` } as const;
    this.#builder.add(element('sup', [element('a', [String(this.#usedNotes.indexOf(label) + 1)], { link })]));
  }

  /** Rows as wide as they are written: the rule of the table could ask for thousands of cells in each. */
  #table({ children, align }: Table, depth: number): void {
    const rows = (from: number, to: number, tag: 'th' | 'td'): void => {
      for (const row of children.slice(from, to)) {
        this.#inside('tr', () => {
          for (const [at, cell] of row.children.entries()) this.#inside(tag, () => this.#children(cell.children, depth - 1), alignOf(align?.[at]));
        });
      }
    };
    this.#inside('table', () => {
      this.#inside('thead', () => rows(0, 1, 'th'));
      if (children.length > 1) this.#inside('tbody', () => rows(1, children.length, 'td'));
    });
  }

  #source({ position }: Nodes): string {
    return this.#text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  }
}

const headingTags = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;
