import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The type a file is served as; one that is not known is a download and never a page. */
export function contentTypeOf(path: string): string {
  return contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/** Whether `path` lies below `folder`; both absolute. The separator keeps `/app-other` out of `/app`. */
export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Turns a URL's path into a file's path below `folder` without touching the disk; undefined for anything that would
 * leave it. A backslash, a colon and NUL are refused whole: on Windows they are separators, drives and streams.
 */
export function pathBelow(folder: string, urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || /[\\:\0]/.test(decoded)) return undefined;
  const path = resolve(folder, `.${decoded.endsWith('/') ? `${decoded}index.html` : decoded}`);
  return isInside(resolve(folder), path) ? path : undefined;
}

export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
}

/** Reads the file that a URL's path names below `folder`, links followed; undefined where there is none to serve. */
export async function readStaticFile(folder: string, urlPath: string): Promise<StaticFile | undefined> {
  const path = pathBelow(folder, urlPath);
  if (path === undefined) return undefined;
  try {
    const [realFolder, realFile] = await Promise.all([realpath(folder), realpath(path)]);
    if (!isInside(realFolder, realFile)) return undefined;
    const found = await stat(realFile);
    if (!found.isFile()) return undefined;
    return { body: await readFile(realFile), type: contentTypeOf(realFile) };
  } catch {
    return undefined;
  }
}
