import { describe, expect, it } from 'vitest';
import { hexLines } from '../../../../shared/text/hex-lines.ts';
import { bytesOfHex, tailOf } from './raw-text.ts';

describe('bytes of hex digits', () => {
  it('shows place, bytes and ASCII, and keeps the columns of a short last line', () => {
    const bytes = Buffer.from('{"name": "\u00ff"}\n0123', 'latin1');
    const lines = hexLines(bytesOfHex(bytes.toString('hex')), 8000);
    expect(lines).toEqual([
      '00001f40  7b 22 6e 61 6d 65 22 3a 20 22 ff 22 7d 0a 30 31  {"name": "."}.01',
      '00001f50  32 33                                            23',
    ]);
  });

  it('are none of nothing', () => expect(hexLines(bytesOfHex(''), 0)).toEqual([]));
});

describe('tailOf', () => {
  it('keeps short texts whole', () => expect(tailOf('a\nb\n')).toBe('a\nb\n'));
  it('keeps the last lines', () => expect(tailOf('one\ntwo\nthree\n  ')).toBe('…two\nthree\n  '));
  it('keeps the end of a long line', () => expect(tailOf('x'.repeat(500))).toBe(`…${'x'.repeat(200)}`));
});
