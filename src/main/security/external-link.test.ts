import { describe, expect, it } from 'vitest';
import { judgeExternalLink } from './external-link.ts';

describe('judgeExternalLink', () => {
  it.each([
    ['https://huggingface.co/bert-base-uncased', 'huggingface.co'],
    ['HTTPS://Example.ORG:8443/a?b=c#d', 'example.org:8443'],
    ['https://аpple.com/', 'xn--pple-43d.com'],
  ])('allows %s and names its host', (text, host) => {
    expect(judgeExternalLink(text)).toMatchObject({ kind: 'allowed', host });
  });

  it.each([
    ['', 'empty'],
    [undefined, 'empty'],
    [7, 'empty'],
    ['http://example.org/', 'https'],
    ['file:///etc/passwd', 'https'],
    ['javascript:alert(1)', 'https'],
    ['ms-settings:privacy', 'https'],
    ['//example.org/', 'cannot be read'],
    ['https://', 'cannot be read'],
    ['https://huggingface.co@evil.example/', 'user name'],
    ['https://:secret@evil.example/', 'user name'],
    ['https:\\\\evil.example', 'characters'],
    ['https://example.org/\nx', 'characters'],
    [' https://example.org/', 'characters'],
    ['https://example.org/\u202Efdp.exe', 'characters'],
    [`https://example.org/${'a'.repeat(2048)}`, 'longer'],
    // Grows past the limit when it is percent-encoded.
    [`https://example.org/${'ü'.repeat(1000)}`, 'longer'],
  ])('refuses %s', (text, reason) => {
    const verdict = judgeExternalLink(text);
    expect(verdict.kind).toBe('refused');
    expect(verdict.kind === 'refused' && verdict.reason).toContain(reason);
  });
});
