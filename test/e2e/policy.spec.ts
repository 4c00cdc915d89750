import { bridgeName, httpRoutes, type Transport } from '../../src/shared/contract/transport.ts';
import { expect, test, type Program } from './support/fixtures.ts';

test('script that the page makes from text does not run', async ({ program }) => {
  program.guard.allow(/policy violation|Content Security Policy/);
  const ran = await program.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranInline = true';
    document.head.append(script);
    const link = document.createElement('a');
    link.href = 'javascript:globalThis.ranLink = true';
    document.body.append(link);
    link.click();
    script.remove();
    link.remove();
    return ['ranInline', 'ranLink'].filter((name) => Reflect.has(globalThis, name));
  });
  expect(ran).toEqual([]);
});

test('the page is served with a policy that allows its own files only', async ({ program }) => {
  const policy = await program.page.evaluate(async () => (await fetch(location.pathname)).headers.get('content-security-policy'));
  const directives = new Map((policy ?? '').split(';').map((directive) => directive.trim().split(/ (.*)/, 2)).map(([name = '', value = '']) => [name, value]));
  expect(directives.get('default-src')).toBe("'none'");
  expect(directives.get('script-src')).toBe("'self'");
  expect(directives.get('style-src')).toBe("'self'");
  expect(directives.get('connect-src')).toBe("'self'");
  expect(directives.get('frame-ancestors')).toBe("'none'");
  expect(directives.get('base-uri')).toBe("'none'");
  expect(directives.get('form-action')).toBe("'none'");
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toMatch(/https?:|\*/);
});

test('a call that the contract does not know, and arguments that it does not allow, are refused', async ({ program }) => {
  program.guard.allow(/Failed to load resource/);
  expect(await codeOf(program, 'constructor', {})).toBe('unknown-call');
  expect(await codeOf(program, 'files.read', { path: '/etc/hostname' })).toBe('unknown-call');
  expect(await codeOf(program, 'app.info', { more: true })).toBe('invalid-arguments');
  expect(await codeOf(program, 'packages.search', { mirror: '../../etc', query: '' })).toBe('invalid-arguments');
  expect(await codeOf(program, 'app.info', {})).toBe('answered');
});

/** How a call that the page makes past its own client is answered. */
function codeOf({ kind, page }: Program, name: string, args: unknown): Promise<string> {
  return page.evaluate(
    async ([surface, bridge, route, call, given]) => {
      const answer =
        surface === 'electron'
          ? await (Reflect.get(globalThis, bridge) as Transport).invoke(Math.trunc(1e9 * Math.random()), call, given)
          : ((await (await fetch(`${route}${call}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(given) })).json()) as Awaited<ReturnType<Transport['invoke']>>);
      return answer.ok ? 'answered' : answer.error.code;
    },
    [kind, bridgeName, httpRoutes.call, name, args] as const,
  );
}
