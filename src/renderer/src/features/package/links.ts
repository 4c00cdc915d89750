import { create } from 'zustand';
import { call } from '../../client/client.ts';
import { useApp } from '../../app/settings.ts';
import { showToast } from '../../ui/toast.tsx';

/** The address that waits for its user's yes; only the browser surface asks here. */
export const useLinkQuestion = create<{ readonly address: string | null }>(() => ({ address: null }));

/** The address where it leads to the web by https, else null. */
export function webAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Opens an address of the mirror outside, after its user said yes: Electron asks in its own dialog, a browser tab here.
 * Anything but https is refused; mirrors are full of addresses that strangers wrote.
 */
export async function openLink(text: string): Promise<void> {
  const address = webAddress(text.replace(/^http:/, 'https:'));
  if (address === null) {
    showToast({ tone: 'danger', title: 'This address is not opened', text });
    return;
  }
  if (useApp.getState().info?.surface !== 'electron') {
    useLinkQuestion.setState({ address });
    return;
  }
  const answer = await call('links.open', { url: address });
  if (!answer.ok && answer.error.code !== 'cancelled') showToast({ tone: 'danger', title: 'The address was not opened', text: answer.error.message });
}

/** The user's answer; must run inside the click, or the browser takes the new tab for an unwanted one. */
export function answerLinkQuestion(leave: boolean): void {
  const { address } = useLinkQuestion.getState();
  useLinkQuestion.setState({ address: null });
  if (leave && address !== null) window.open(address, '_blank', 'noopener,noreferrer');
}
