import { formatCount } from '../../ui/quantity.ts';
import type { Toast } from '../../ui/toast.tsx';

/** So many of the things that could not be taken in are named. */
const named = 5;

interface LeftOut {
  readonly entry: string;
  /** A sentence. */
  readonly reason: string;
}

/** What is said of a file that was taken in. What could not be read stays on screen until it is closed. */
export function importedToast(title: string, parts: readonly (string | false)[], bad: readonly LeftOut[]): Toast {
  const said = [...parts, bad.length > 0 && `Left out: ${namesOf(bad)}`].filter((part) => part !== false);
  return { tone: bad.length > 0 ? 'danger' : 'good', title, text: said.length === 0 ? undefined : `${said.join(' · ')}.` };
}

/** "one (why), two (why) and 3 more". */
export function namesOf(bad: readonly LeftOut[]): string {
  const shown = bad.slice(0, named).map(({ entry, reason }) => `${entry} (${reason.replace(/\.$/, '')})`);
  return `${shown.join(', ')}${bad.length > named ? ` and ${formatCount(bad.length - named)} more` : ''}`;
}
