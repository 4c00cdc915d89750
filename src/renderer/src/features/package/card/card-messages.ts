import type { Heading } from './card-builder.ts';
import type { CardPlace } from './card-links.ts';
import type { CardNode } from './card-node.ts';

export type ToCardWorker =
  /** A piece of the card, behind those before it. */
  | { readonly kind: 'add'; readonly text: string }
  | { readonly kind: 'open'; readonly place: CardPlace }
  /** `plain`: as it is written. */
  | { readonly kind: 'part'; readonly index: number; readonly plain: boolean };

/** The slices of a part come one by one, since a message is unpacked in one go on the page's thread. */
export type FromCardWorker =
  | { readonly kind: 'opened'; readonly parts: number }
  | { readonly kind: 'slice'; readonly blocks: readonly CardNode[] }
  | { readonly kind: 'done'; readonly headings: readonly Heading[] };
