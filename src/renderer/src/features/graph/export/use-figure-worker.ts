import { useCallback, useEffect, useRef } from 'react';
import type { FromFigureWorker, PictureOrder, PictureTask } from './figure-messages.ts';

/** Draws in a thread of its own, which ends with the component. The answer is the one to this task, or none when the component is gone. */
export type AskFigureWorker = (task: PictureTask) => Promise<FromFigureWorker>;

export function useFigureWorker(picture: PictureOrder): AskFigureWorker {
  const worker = useRef<Worker | null>(null);
  const waiting = useRef(new Map<number, (answer: FromFigureWorker) => void>());
  const lastId = useRef(0);
  // Drawn as it was when the dialog opened: a picture that moves on below it would change what was looked at.
  const first = useRef(picture);

  const open = useCallback((): Worker => {
    if (worker.current) return worker.current;
    const started = new Worker(new URL('figure-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<FromFigureWorker>) => {
      waiting.current.get(data.id)?.(data);
      waiting.current.delete(data.id);
    });
    started.postMessage({ kind: 'picture', picture: first.current });
    worker.current = started;
    return started;
  }, []);

  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );

  return useCallback(
    (task) =>
      new Promise((resolve) => {
        lastId.current += 1;
        waiting.current.set(lastId.current, resolve);
        open().postMessage({ kind: 'task', id: lastId.current, task });
      }),
    [open],
  );
}
