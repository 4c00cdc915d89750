import type { CardPlace } from './card-links.ts';
import type { FromCardWorker, ToCardWorker } from './card-messages.ts';
import { parsePart, plainPart } from './parse-part.ts';
import { sliceBlocks } from './slice-blocks.ts';
import { Slugs } from './slugs.ts';
import { splitCard, type CardPart } from './split-card.ts';

/*
 * A card's parser in a thread of the page's own: a stranger wrote the card, and a thread that takes too long over it can be ended, which
 * one of the engine's cannot.
 */
let card = '';
let parts: readonly CardPart[] = [];
let place: CardPlace = { folder: null };
let slugs = new Slugs();

function tell(message: FromCardWorker): void {
  postMessage(message);
}

addEventListener('message', ({ data }: MessageEvent<ToCardWorker>) => {
  if (data.kind === 'add') {
    card += data.text;
    return;
  }
  if (data.kind === 'open') {
    place = data.place;
    parts = splitCard(card);
    slugs = new Slugs();
    tell({ kind: 'opened', parts: parts.length });
    return;
  }
  const part = parts[data.index];
  const { blocks, headings } = part === undefined ? plainPart('') : data.plain ? plainPart(card.slice(part.from, part.to)) : parsePart(part.text, place, slugs);
  for (const slice of sliceBlocks(blocks)) tell({ kind: 'slice', blocks: slice });
  tell({ kind: 'done', headings });
});
