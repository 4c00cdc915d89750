import { call } from '../../client/client.ts';
import { useApp } from '../../app/settings.ts';
import { showToast } from '../../ui/toast.tsx';

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
  if (useApp.getState().info?.surface === 'electron') {
    const answer = await call('links.open', { url: address });
    if (!answer.ok && answer.error.code !== 'cancelled') showToast({ tone: 'danger', title: 'The address was not opened', text: answer.error.message });
    return;
  }
  if (confirm(`Leave for ${new URL(address).host}?\n\n${address}`)) window.open(address, '_blank', 'noopener,noreferrer');
}
