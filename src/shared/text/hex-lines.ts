/** Bytes as offset, hexadecimal and letters, 16 on a line; `from` is where in the file the first stands. */
export function hexLines(bytes: Uint8Array, from = 0): readonly string[] {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
    const part = [...bytes.subarray(line * 16, line * 16 + 16)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    return `${(from + line * 16).toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${letters}`;
  });
}
