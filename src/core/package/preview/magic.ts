/** What a file begins with, byte by byte, and what such a file is. "?" stands for any byte. */
const signatures: readonly (readonly [name: string, at: number, bytes: string])[] = [
  ['PNG image', 0, '\x89PNG\r\n\x1a\n'],
  ['JPEG image', 0, '\xff\xd8\xff'],
  ['GIF image', 0, 'GIF8'],
  ['WebP image', 0, 'RIFF????WEBP'],
  ['WAV sound', 0, 'RIFF????WAVE'],
  ['AVI film', 0, 'RIFF????AVI '],
  ['BMP image', 0, 'BM????\0\0\0\0'],
  ['TIFF image', 0, 'II*\0'],
  ['TIFF image', 0, 'MM\0*'],
  ['PDF document', 0, '%PDF-'],
  ['Zip archive', 0, 'PK\x03\x04'],
  ['Zip archive', 0, 'PK\x05\x06'],
  ['gzip archive', 0, '\x1f\x8b'],
  ['Zstandard archive', 0, '\x28\xb5\x2f\xfd'],
  ['xz archive', 0, '\xfd7zXZ\0'],
  ['bzip2 archive', 0, 'BZh'],
  ['7-Zip archive', 0, "7z\xbc\xaf'\x1c"],
  ['RAR archive', 0, 'Rar!\x1a\x07'],
  ['tar archive', 257, 'ustar'],
  ['HDF5 data', 0, '\x89HDF\r\n\x1a\n'],
  ['GGUF weights', 0, 'GGUF'],
  ['GGML weights', 0, 'lmgg'],
  ['GGML weights', 0, 'tjgg'],
  ['NumPy array', 0, '\x93NUMPY'],
  ['Python pickle', 0, '\x80\x02'],
  ['Python pickle', 0, '\x80\x03'],
  ['Python pickle', 0, '\x80\x04\x95'],
  ['Python pickle', 0, '\x80\x05\x95'],
  ['TensorFlow Lite model', 4, 'TFL3'],
  ['safetensors weights', 1, '?????\0\0{"'],
  ['Parquet data', 0, 'PAR1'],
  ['Arrow data', 0, 'ARROW1'],
  ['SQLite database', 0, 'SQLite format 3\0'],
  ['ELF program', 0, '\x7fELF'],
  ['Windows program', 0, 'MZ'],
  ['macOS program', 0, '\xcf\xfa\xed\xfe'],
  ['macOS program or Java class', 0, '\xca\xfe\xba\xbe'],
  ['WebAssembly', 0, '\0asm'],
  ['Ogg sound', 0, 'OggS'],
  ['FLAC sound', 0, 'fLaC'],
  ['MP3 sound', 0, 'ID3'],
  ['MP4 film', 4, 'ftyp'],
  ['Matroska film', 0, '\x1a\x45\xdf\xa3'],
  ['font', 0, 'wOF2'],
  ['font', 0, 'wOFF'],
  ['font', 0, '\0\x01\0\0\0'],
];

/** Bytes from the beginning that `magicOf` needs. */
export const magicBytes = 512;

/** What a file is by its first bytes, or null; its name is not asked. */
export function magicOf(head: Uint8Array): string | null {
  const text = Buffer.from(head.subarray(0, magicBytes)).toString('latin1');
  // "MZ" and "BZh" begin words too: a text with them has no control characters.
  const isText = head.subarray(0, magicBytes).every((byte) => byte > 0x1a || (byte > 0x08 && byte < 0x0e));
  for (const [name, at, bytes] of signatures) {
    if (matches(text, at, bytes) && !(isText && bytes.length <= 3 && name !== 'JPEG image')) return name;
  }
  return null;
}

function matches(text: string, at: number, bytes: string): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] !== '?' && text[at + index] !== bytes[index]) return false;
  }
  return text.length >= at + bytes.length;
}
