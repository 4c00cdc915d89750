/** Links that open the desktop program. Lengths in UTF-16 units; no command line of Windows holds more than 32,767. */
export const linkLimits = { scheme: 'ptmtorrent://', length: 32_000, name: 4096 } as const;

/** Whether an argument of the command line is meant as a link; whether it leads anywhere, the window finds out. */
export function isLink(argument: string): boolean {
  return argument.slice(0, linkLimits.scheme.length).toLowerCase() === linkLimits.scheme;
}
