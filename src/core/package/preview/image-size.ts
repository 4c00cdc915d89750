import { imageType } from '../card-images.ts';

export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

export interface ImageFacts {
  readonly mediaType: ImageType;
  readonly width: number;
  readonly height: number;
}

/** An image's type and size in pixels as its header states them; null where it is another file, or ends before it tells. */
export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  const mediaType = imageType(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (mediaType) {
    case 'image/png':
      return facts(mediaType, buffer.length < 24 ? null : [buffer.readUInt32BE(16), buffer.readUInt32BE(20)]);
    case 'image/gif':
      return facts(mediaType, buffer.length < 10 ? null : [buffer.readUInt16LE(6), buffer.readUInt16LE(8)]);
    case 'image/webp':
      return facts(mediaType, webpSize(buffer));
    case 'image/jpeg':
      return facts(mediaType, jpegSize(buffer));
    default:
      return null;
  }
}

type Size = readonly [width: number, height: number];

function facts(mediaType: ImageType, size: Size | null): ImageFacts | null {
  return size === null || size[0] === 0 || size[1] === 0 ? null : { mediaType, width: size[0], height: size[1] };
}

/** The first frame header, behind segments that state their lengths (ITU T.81, B.1.1.4). */
function jpegSize(buffer: Buffer): Size | null {
  for (let at = 2; at + 9 <= buffer.length; ) {
    if (buffer[at] !== 0xff) return null;
    const marker = buffer[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return [buffer.readUInt16BE(at + 7), buffer.readUInt16BE(at + 5)];
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + Math.max(2, buffer.readUInt16BE(at + 2));
  }
  return null;
}

/** RFC 9649: lossy, lossless, or extended. */
function webpSize(buffer: Buffer): Size | null {
  if (buffer.length < 30) return null;
  switch (buffer.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return [buffer.readUInt16LE(26) & 0x3fff, buffer.readUInt16LE(28) & 0x3fff];
    case 'VP8L': {
      const bits = buffer.readUInt32LE(21);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8X':
      return [buffer.readUIntLE(24, 3) + 1, buffer.readUIntLE(27, 3) + 1];
    default:
      return null;
  }
}
