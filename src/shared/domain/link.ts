/**
 * Links that open the desktop program. Lengths in UTF-16 units. A second start hands its arguments to the first in one message, of
 * 32 KB at most on Linux; a longer one is never answered, and the first program counts as hung then.
 */
export const linkLimits = { scheme: 'ptmtorrent://', length: 8000, name: 4096 } as const;

/** Whether an argument of the command line is meant as a link; whether it leads anywhere, the window finds out. */
export function isLink(argument: string): boolean {
  return argument.slice(0, linkLimits.scheme.length).toLowerCase() === linkLimits.scheme;
}
