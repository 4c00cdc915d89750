import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { withDensity } from './png-density.ts';

const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

it('says how many dots a metre has, before the picture’s data, with a sum that is right', () => {
  const png = Buffer.from(withDensity(dot, 300));
  const chunks: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    chunks.push(png.toString('latin1', at + 4, at + 8));
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
  }
  expect(chunks).toEqual(['IHDR', 'pHYs', 'IDAT', 'IEND']);
  expect([png.readUInt32BE(41), png.readUInt32BE(45), png[49]]).toEqual([11_811, 11_811, 1]);
});
