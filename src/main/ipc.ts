import type { BrowserWindow, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { ipcMain } from 'electron';
import type { Engine } from '../core/engine/types.ts';
import type { EngineEvent } from '../shared/contract/index.ts';
import { ipcChannels } from '../shared/contract/transport.ts';
import { ExpectedError, failureOf, type Result } from '../shared/result.ts';
import { CallLedger } from './call-ledger.ts';
import { senderProblem } from './security/sender.ts';

export interface Ipc {
  /** Lets the window call, and sends it events until it is closed. */
  add(window: BrowserWindow): void;
  /** Tells one window alone; one that was not added hears nothing. */
  tell(window: BrowserWindow, event: EngineEvent): void;
}

/** Registers the three channels, once. Every message is checked for its sender before its arguments are looked at. */
export function registerIpc(engine: Engine, origin: string): Ipc {
  const windows = new Map<number, WebContents>();
  const ledger = new CallLedger();

  const problemOf = (event: IpcMainEvent | IpcMainInvokeEvent): string | undefined => {
    const frame = event.senderFrame;
    const known = new Set(windows.keys());
    return senderProblem(
      { webContentsId: event.sender.id, frame: frame === null ? null : { origin: frame.origin, isTopFrame: frame.parent === null } },
      known,
      origin,
    );
  };

  ipcMain.handle(ipcChannels.invoke, async (event, id: unknown, name: unknown, args: unknown): Promise<Result<unknown>> => {
    const problem = problemOf(event);
    if (problem !== undefined) {
      engine.log('warning', 'A message was refused.', { reason: problem });
      return failureOf(new ExpectedError('forbidden', problem));
    }
    const call = ledger.open(event.sender.id, id);
    if (!call.ok) return call;
    try {
      return await engine.callUntrusted(name, args, call.value.signal);
    } catch (error) {
      // The engine promises never to reject. If it does, the page is not shown the stack that Electron would send it.
      engine.log('error', 'A call was not answered.', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return failureOf(new ExpectedError('internal', 'The call failed.', 'The log file has the details.'));
    } finally {
      ledger.close(event.sender.id, id);
    }
  });

  ipcMain.on(ipcChannels.cancel, (event, id: unknown) => {
    if (problemOf(event) === undefined) ledger.cancel(event.sender.id, id);
  });

  engine.subscribe((event) => {
    for (const contents of windows.values()) {
      if (!contents.isDestroyed()) contents.send(ipcChannels.event, event);
    }
  });

  return {
    tell: ({ webContents }, event) => {
      if (windows.has(webContents.id) && !webContents.isDestroyed()) webContents.send(ipcChannels.event, event);
    },
    add(window) {
      const contents = window.webContents;
      const { id } = contents;
      windows.set(id, contents);
      const stopCalls = (): void => ledger.cancelAll(id);
      contents.on('render-process-gone', stopCalls);
      // A reload ends the page that waits for the answers.
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) stopCalls();
      });
      contents.once('destroyed', () => {
        windows.delete(id);
        stopCalls();
      });
    },
  };
}
