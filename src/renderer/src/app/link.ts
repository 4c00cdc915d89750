import { linkLimits } from '../../../shared/domain/index.ts';
import { navigate, printRoute, readRoute, type Route } from './route.ts';
import { useApp } from './settings.ts';
import { copyToClipboard } from '../ui/clipboard.ts';
import { showToast } from '../ui/toast.tsx';

export type ReadLink = { readonly kind: 'route'; readonly route: Route } | { readonly kind: 'refused'; readonly reason: string };

/** A link to a view that opens in the desktop program. It names nothing of a mirror or a disk, so that it fits everywhere. */
export function printLink(route: Route): string {
  return linkLimits.scheme + (route.view === 'overview' ? 'overview' : printRoute(route).slice(2));
}

/** Reads a link that anybody may have written. It leads to a view or is refused; nothing else can come of it. */
export function readLink(text: string): ReadLink {
  if (!text.toLowerCase().startsWith(linkLimits.scheme)) return refused('It is no ptmtorrent:// link.');
  if (text.length > linkLimits.length) return refused('It is too long.');
  if (/[\0-\x20\x7f]/.test(text)) return refused('It holds characters that no link has.');
  // Some programs put a slash behind what they take for the name of a host.
  const route = readRoute(`#/${text.slice(linkLimits.scheme.length).replace(/\/(?=$|\?)/, '')}`);
  if (route === null || text.length === linkLimits.scheme.length) return refused('It names no view of this program.');
  const named = route.view === 'package' ? [route.package] : route.view === 'compare' ? route.packages : [];
  if (named.some(({ name }) => name.length > linkLimits.name)) return refused('Its package has too long a name.');
  return { kind: 'route', route };
}

function refused(reason: string): ReadLink {
  return { kind: 'refused', reason };
}

/** Shows what a link from outside names; says why where it names nothing. */
export function openLink(text: string): void {
  const link = readLink(text);
  if (link.kind === 'route') navigate(link.route);
  else showToast({ tone: 'danger', title: 'The link was not opened', text: `${link.reason} ${shortened(text)}` });
}

/** What opens the view on screen again: in the desktop program from anywhere, in a browser from this machine while the program runs. */
function linkTo(route: Route): string {
  // Without the token, which the address of the page never holds: whoever has the cookie is let in.
  return useApp.getState().info?.surface === 'electron' ? printLink(route) : `${location.origin}/${printRoute(route)}`;
}

export async function copyLink(route: Route): Promise<void> {
  const text = linkTo(route);
  if (text.startsWith(linkLimits.scheme) && text.length > linkLimits.length) {
    showToast({ tone: 'danger', title: 'The link was not copied', text: `It would be longer than ${linkLimits.length} characters.` });
    return;
  }
  await copyToClipboard(text, 'Link copied');
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
