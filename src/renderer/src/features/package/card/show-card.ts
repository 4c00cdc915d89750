import { classNames } from '../../../ui/class-names.ts';
import type { Heading } from './card-builder.ts';
import { makeSlice, type CardContext } from './card-dom.ts';
import type { CardPlace } from './card-links.ts';
import { CardReader } from './card-reader.ts';
import styles from './card-body.module.css';

/** Elements of one card; what comes after them is shown as written. */
const maxElements = 60_000;
/** A part of ordinary text has no more slices. */
const lightSlices = 3;
/** Work on the page's thread in one go. Milliseconds. */
const turn = 8;

export interface Showing {
  /** The pieces of the card, one by one: a page unpacks each answer in one go. */
  readonly pieces: () => AsyncIterable<string>;
  readonly place: CardPlace;
  readonly context: CardContext;
  readonly onHeadings: (headings: readonly Heading[]) => void;
  /** Told when something is on screen, and when all is. */
  readonly onProgress: (state: 'begun' | 'whole' | 'failed') => void;
}

/** Fills `host` with a card, part by part and never for long at a time; returns the function that stops it. */
export function showCard(host: HTMLElement, showing: Showing): () => void {
  const state: State = { stopped: false, reader: null };
  // Not when it ends: the page is rid of all elements at once then, and each would be taken out twice.
  host.replaceChildren();
  void fill(host, showing, state);
  return () => {
    state.stopped = true;
    state.reader?.close();
  };
}

interface State {
  stopped: boolean;
  reader: CardReader | null;
}

async function fill(host: HTMLElement, { pieces, place, context, onHeadings, onProgress }: Showing, state: State): Promise<void> {
  const texts: string[] = [];
  for await (const text of pieces()) texts.push(text);
  if (state.stopped) return;
  const reader = new CardReader(texts, place);
  state.reader = reader;
  const parts = await reader.open();
  if (state.stopped) return;
  if (parts === null) return onProgress('failed');
  let turnEnd = performance.now() + turn;
  let isPlain = false;
  let elements = 0;
  for (let index = 0; index < parts; index += 1) {
    const part = await reader.part(index, elements > maxElements);
    if (state.stopped) return;
    if (part.isPlain && !isPlain) host.append(plainNote());
    isPlain = part.isPlain;
    const box = document.createElement('div');
    box.className = classNames(styles['part'], part.slices.length > lightSlices && styles['heavy']);
    host.append(box);
    for (const slice of part.slices) {
      if (performance.now() > turnEnd) {
        await nextTurn();
        if (state.stopped) return;
        turnEnd = performance.now() + turn;
      }
      const made = makeSlice(slice, context);
      elements += made.getElementsByTagName('*').length;
      box.append(made);
    }
    if (part.headings.length > 0) onHeadings(part.headings);
    if (index === 0) onProgress('begun');
  }
  onProgress('whole');
}

/** After the page has drawn and answered its user. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function plainNote(): HTMLElement {
  const note = document.createElement('p');
  note.className = styles['plainNote'] ?? '';
  note.textContent = 'This part has too much in it to be laid out. It is shown as it is written.';
  return note;
}

/** Goes to what bears a name in the card. */
export function goToName(host: HTMLElement, written: string): void {
  for (const name of [written, `user-content-${written}`, written.toLowerCase()]) {
    const target = host.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(name)}"]`);
    if (target === null) continue;
    target.scrollIntoView({ block: 'start' });
    // What comes into view is laid out now and has another height than was thought.
    requestAnimationFrame(() => target.scrollIntoView({ block: 'start' }));
    target.focus({ preventScroll: true });
    return;
  }
}
