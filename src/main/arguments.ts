import { isAbsolute, resolve } from 'node:path';
import { isLink } from '../shared/domain/index.ts';

export interface StartArguments {
  /** Absolute paths to open. */
  readonly paths: readonly string[];
  /** `ptmtorrent://` links, not checked yet. */
  readonly links: readonly string[];
  readonly dataDir: string | undefined;
}

/**
 * Reads the program's own arguments; switches of Chromium and Node (`--inspect=0`) are passed over. What follows `--`
 * is a path or a link whatever it looks like: no page can hand in a switch. `argv` begins after the executable and, in development, the app's folder.
 */
export function readArguments(argv: readonly string[], workingDir: string): StartArguments {
  const named: string[] = [];
  let dataDir: string | undefined;
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    if (argument === '--') {
      named.push(...argv.slice(at + 1));
      break;
    }
    if (argument === '--data-dir') {
      at += 1;
      dataDir = argv[at] ?? dataDir;
    } else if (argument.startsWith('--data-dir=')) {
      dataDir = argument.slice('--data-dir='.length);
    } else if (argument !== '' && !argument.startsWith('-')) {
      named.push(argument);
    }
  }
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(workingDir, path));
  const paths = named.filter((argument) => !isLink(argument)).map(absolute);
  return { paths, links: named.filter(isLink), dataDir: dataDir === undefined || dataDir === '' ? undefined : absolute(dataDir) };
}
