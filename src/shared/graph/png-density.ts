/** After the signature (8 bytes) and the header (25), where the standard wants `pHYs`. */
const afterHeader = 33;

const metresPerInch = 0.0254;

/** A PNG with its density written into it, so that programs set it at its size in millimetres (PNG 1.2, 4.2.4.2). */
export function withDensity(png: Uint8Array, dotsPerInch: number): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  const perMetre = Math.round(dotsPerInch / metresPerInch);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1;
  view.setUint32(17, crc(chunk.subarray(4, 17)));
  const joined = new Uint8Array(png.length + chunk.length);
  joined.set(png.subarray(0, afterHeader));
  joined.set(chunk, afterHeader);
  joined.set(png.subarray(afterHeader), afterHeader + chunk.length);
  return joined;
}

/** CRC-32 as PNG uses it. */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
