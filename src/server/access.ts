import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a request carries that says who sent it. */
export interface Credentials {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
  /** `Sec-Fetch-Site`, which browsers add and pages cannot forge. */
  readonly fetchSite: string | undefined;
}

export interface AccessRules {
  /** For the address that is printed: whoever has it, and nobody else, gets the cookie. */
  readonly token: string;
  readonly cookieName: string;
  readonly cookieValue: string;
  /** What a browser may send as `Host`. */
  readonly hosts: ReadonlySet<string>;
}

/** New secrets of 32 random bytes for a server on `port`; cookies know no ports, so the cookie's name carries it. */
export function makeAccessRules(port: number): AccessRules {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const hosts = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return {
    token: randomBytes(32).toString('base64url'),
    cookieName: `ptmx-${port}`,
    cookieValue: randomBytes(32).toString('base64url'),
    hosts: new Set(hosts),
  };
}

/** Compares in a time that tells nothing of where two secrets differ, nor of their lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** A page of another site that points its own name at this address (DNS rebinding) sends that name as `Host`. */
export function isOwnHost(rules: AccessRules, host: string | undefined): boolean {
  return host !== undefined && rules.hosts.has(host.toLowerCase());
}

export function hasCookie(rules: AccessRules, cookies: string | undefined): boolean {
  const values = (cookies ?? '').split(';').map((part) => part.trim());
  const prefix = `${rules.cookieName}=`;
  return values.some((part) => part.startsWith(prefix) && isSameSecret(part.slice(prefix.length), rules.cookieValue));
}

/** Whether the request comes from a page of this very server, as calls and event streams must. */
export function isOwnOrigin(rules: AccessRules, { host, origin, fetchSite }: Credentials): boolean {
  if (!isOwnHost(rules, host) || origin !== `http://${host ?? ''}`.toLowerCase()) return false;
  return fetchSite === undefined || fetchSite === 'same-origin';
}

export function sessionCookie(rules: AccessRules): string {
  return `${rules.cookieName}=${rules.cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
}
