import { describe, expect, it } from 'vitest';
import { hasCookie, isOwnHost, isOwnOrigin, isSameSecret, makeAccessRules, sessionCookie } from './access.ts';

const rules = makeAccessRules(4321);

describe('secrets', () => {
  it('are 32 random bytes, new for every server, and the cookie is not the token', () => {
    const secrets = [rules.token, rules.cookieValue, makeAccessRules(4321).token, makeAccessRules(4321).cookieValue];
    expect(new Set(secrets).size).toBe(4);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  it('are compared whole', () => {
    expect(isSameSecret(rules.token, rules.token)).toBe(true);
    expect(isSameSecret(rules.token.slice(0, -1), rules.token)).toBe(false);
    expect(isSameSecret('', rules.token)).toBe(false);
  });
});

describe('the cookie', () => {
  it('is found among others', () => {
    expect(hasCookie(rules, `a=b; ptmx-4321=${rules.cookieValue}; c`)).toBe(true);
    expect(sessionCookie(rules)).toBe(`ptmx-4321=${rules.cookieValue}; Path=/; HttpOnly; SameSite=Strict`);
  });

  it.each([undefined, '', 'ptmx-4321=', `ptmx-4322=${rules.cookieValue}`, `ptmx-4321=${rules.token}`, `xptmx-4321=${rules.cookieValue}`, `ptmx-4321=${rules.cookieValue}x`])(
    'is not found in %s',
    (cookies) => {
      expect(hasCookie(rules, cookies)).toBe(false);
    },
  );
});

describe('the host', () => {
  it.each(['127.0.0.1:4321', 'localhost:4321', 'LOCALHOST:4321', '[::1]:4321'])('may be %s', (host) => {
    expect(isOwnHost(rules, host)).toBe(true);
  });

  it.each([undefined, '', '127.0.0.1', '127.0.0.1:4322', 'evil.example:4321', '127.0.0.1.evil.example:4321', '127.0.0.1:4321, evil.example'])('may not be %s', (host) => {
    expect(isOwnHost(rules, host)).toBe(false);
  });

  it('is sent without its port on port 80', () => {
    expect(isOwnHost(makeAccessRules(80), '127.0.0.1')).toBe(true);
  });
});

describe('the origin', () => {
  const own = { host: '127.0.0.1:4321', origin: 'http://127.0.0.1:4321', cookie: undefined, fetchSite: undefined };

  it('is the page’s own', () => {
    expect(isOwnOrigin(rules, own)).toBe(true);
    expect(isOwnOrigin(rules, { ...own, fetchSite: 'same-origin' })).toBe(true);
  });

  it.each([undefined, 'null', '', 'http://localhost:4321', 'http://127.0.0.1:4322', 'https://127.0.0.1:4321', 'http://127.0.0.1:4321.evil.example'])('is not %s', (origin) => {
    expect(isOwnOrigin(rules, { ...own, origin })).toBe(false);
  });

  it('is not believed where the browser says otherwise, or the host is foreign', () => {
    expect(isOwnOrigin(rules, { ...own, fetchSite: 'same-site' })).toBe(false);
    expect(isOwnOrigin(rules, { ...own, host: 'evil.example', origin: 'http://evil.example' })).toBe(false);
  });
});
