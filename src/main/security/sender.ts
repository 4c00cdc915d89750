/** What is known of the frame that a message came from; null for a frame that is gone already. */
export interface Sender {
  readonly webContentsId: number;
  readonly frame: { readonly origin: string; readonly isTopFrame: boolean } | null;
}

/**
 * Why a message is not from a window of this program, or undefined where it is: the window must be one that the program
 * opened, the frame its top one, and the origin exactly the program's own — empty and opaque origins do not pass.
 */
export function senderProblem(sender: Sender, knownWebContents: ReadonlySet<number>, origin: string): string | undefined {
  if (!knownWebContents.has(sender.webContentsId)) return 'The message is not from a window of this program.';
  if (sender.frame === null) return 'The frame that sent the message is gone.';
  if (!sender.frame.isTopFrame) return 'The message is from a frame inside the page.';
  if (sender.frame.origin !== origin) return 'The message is from a page of another origin.';
  return undefined;
}
