import { showToast } from './toast.tsx';

/** A text of at most so many characters stands in the message where the clipboard refuses it, to be copied from there. */
const fewCharacters = 500;
/** So much of a text that was copied is shown, unless its caller shows something else. */
const shownCharacters = 200;

/** Puts a text on the clipboard; says so where it cannot be, and answers whether it could. */
export async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    showToast({ tone: 'danger', title: 'The clipboard cannot be written to', text: text.length <= fewCharacters ? text : undefined });
    return false;
  }
}

/** Puts a text on the clipboard and says so, or why not. */
export async function copyToClipboard(text: string, title: string, shown?: string): Promise<void> {
  if (!(await writeToClipboard(text))) return;
  showToast({ tone: 'good', title, text: shown ?? (text.length > shownCharacters ? `${text.slice(0, shownCharacters - 1)}…` : text) });
}
