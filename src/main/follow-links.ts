import type { App } from 'electron';
import { isLink, linkLimits } from '../shared/domain/index.ts';

export interface LinkQueue {
  /** Opens the links that came so far, and every later one. */
  openWith(open: (link: string) => void): void;
}

/** Gathers `ptmtorrent://` links: those of the command line, and on macOS those that the system hands over, also before a window is there. */
export function followLinks(app: Pick<App, 'on'>, given: readonly string[]): LinkQueue {
  let waiting: readonly string[] = given;
  let take = (link: string): void => {
    waiting = [...waiting, link].slice(-16);
  };
  app.on('open-url', (event, link) => {
    event.preventDefault();
    if (isLink(link)) take(link);
  });
  return {
    openWith(open) {
      take = open;
      for (const link of waiting) open(link);
      waiting = [];
    },
  };
}

/** Tells the system that this program opens such links. `--` stands before the link, so that none is taken for a switch. */
export function registerLinks(app: Pick<App, 'setAsDefaultProtocolClient' | 'getAppPath'>, isDevelopment: boolean): void {
  const scheme = linkLimits.scheme.replace('://', '');
  if (isDevelopment) app.setAsDefaultProtocolClient(scheme, process.execPath, [app.getAppPath(), '--']);
  else app.setAsDefaultProtocolClient(scheme, process.execPath, ['--']);
}
