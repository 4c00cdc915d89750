import type { FromLayoutWorker, ToLayoutWorker } from './layout-messages.ts';
import { computeLayout } from './layout.ts';

/* A layout of thousands of nodes takes longer than a frame, and can be ended with its thread when nobody wants it any more. */
addEventListener('message', ({ data }: MessageEvent<ToLayoutWorker>) => {
  const answer: FromLayoutWorker = { positions: computeLayout(data) };
  postMessage(answer, { transfer: [answer.positions.buffer] });
});
