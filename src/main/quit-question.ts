import { app, BrowserWindow, dialog } from 'electron';
import type { Engine } from '../core/engine/index.ts';
import type { Job } from '../shared/contract/index.ts';
import { quitText } from './quit-text.ts';

/** Asks before work under way is cancelled by quitting. */
export interface QuitQuestion {
  /** Closing the last window quits, but on macOS. */
  watch(window: BrowserWindow): void;
}

export function askBeforeQuit(engine: Engine): QuitQuestion {
  const running = new Map<string, Job>();
  engine.subscribe((event) => {
    if (event.kind !== 'job') return;
    if (event.job.state === 'running') running.set(event.job.id, event.job);
    else running.delete(event.job.id);
  });
  let isWanted = false;
  let isAsking = false;
  /** Whether quitting waits for an answer; once it is wanted, `again` goes on with it. */
  const asks = (again: () => void): boolean => {
    if (isWanted || running.size === 0) return false;
    if (!isAsking) void ask(again);
    return true;
  };
  const ask = async (again: () => void): Promise<void> => {
    isAsking = true;
    const { message, detail } = quitText([...running.values()]);
    const question = { type: 'question', buttons: ['Keep running', 'Quit'], defaultId: 0, cancelId: 0, message, detail } as const;
    const [window] = BrowserWindow.getAllWindows();
    const { response } = await (window === undefined ? dialog.showMessageBox({ ...question, buttons: [...question.buttons] }) : dialog.showMessageBox(window, { ...question, buttons: [...question.buttons] }));
    isAsking = false;
    isWanted = response === 1;
    if (isWanted) again();
  };
  app.on('before-quit', (event) => {
    if (asks(() => app.quit())) event.preventDefault();
  });
  return {
    watch: (window) => {
      window.on('close', (event) => {
        const isLast = process.platform !== 'darwin' && BrowserWindow.getAllWindows().length === 1;
        if (isLast && asks(() => app.quit())) event.preventDefault();
      });
    },
  };
}
