import type { BrowserWindow } from 'electron';
import { dialog, shell } from 'electron';
import { ExpectedError } from '../../shared/result.ts';
import { judgeExternalLink } from './external-link.ts';

/** The only way out to the system's browser: judged, shown with its host, and opened when the user says so. */
export async function openExternalLink(parent: BrowserWindow | undefined, text: string): Promise<{ opened: boolean }> {
  const verdict = judgeExternalLink(text);
  if (verdict.kind === 'refused') throw new ExpectedError('refused', verdict.reason);
  const question = {
    type: 'question' as const,
    buttons: ['Open in browser', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
    title: 'Open a link',
    message: `Open ${verdict.host} in the browser?`,
    detail: verdict.url,
  };
  const { response } = await (parent === undefined ? dialog.showMessageBox(question) : dialog.showMessageBox(parent, question));
  if (response !== 0) return { opened: false };
  await shell.openExternal(verdict.url);
  return { opened: true };
}
