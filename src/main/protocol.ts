import type { Session } from 'electron';
import { protocol } from 'electron';
import { readStaticFile, securityHeaders } from '../core/surface/index.ts';

const appScheme = 'app';
export const appOrigin = 'app://explorer';

/** Declares the window's own scheme; works only before Electron is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built page, and nothing but it, at `app://explorer/`. */
export function servePage(session: Session, rendererDir: string): void {
  session.protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Method not allowed.');
    if (`${url.protocol}//${url.host}` !== appOrigin) return answer(404, 'Not found.');
    const file = await readStaticFile(rendererDir, url.pathname);
    if (file === undefined) return answer(404, 'Not found.');
    return answer(200, request.method === 'HEAD' ? null : new Uint8Array(file.body), file.type);
  });
}

function answer(status: number, body: string | Uint8Array<ArrayBuffer> | null, type = 'text/plain; charset=utf-8'): Response {
  return new Response(body, { status, headers: { ...securityHeaders, 'Content-Type': type } });
}
