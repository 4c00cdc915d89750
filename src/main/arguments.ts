import { isAbsolute, resolve } from 'node:path';

export interface StartArguments {
  /** Absolute paths to open. */
  readonly paths: readonly string[];
  readonly dataDir: string | undefined;
}

/**
 * Reads the program's own arguments; switches of Chromium and Node (`--inspect=0`) are passed over. What follows `--`
 * is a path whatever it looks like. `argv` begins after the executable and, in development, the app's folder.
 */
export function readArguments(argv: readonly string[], workingDir: string): StartArguments {
  const paths: string[] = [];
  let dataDir: string | undefined;
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    if (argument === '--') {
      paths.push(...argv.slice(at + 1));
      break;
    }
    if (argument === '--data-dir') {
      at += 1;
      dataDir = argv[at] ?? dataDir;
    } else if (argument.startsWith('--data-dir=')) {
      dataDir = argument.slice('--data-dir='.length);
    } else if (argument !== '' && !argument.startsWith('-')) {
      paths.push(argument);
    }
  }
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(workingDir, path));
  return { paths: paths.map(absolute), dataDir: dataDir === undefined || dataDir === '' ? undefined : absolute(dataDir) };
}
