import type { OpenClone } from './clone.ts';
import { readContent } from './content.ts';
import { imageAddresses } from './image-addresses.ts';
import { joinTreePath, type TreeFinder } from './tree-paths.ts';

/** Bytes of one image, and of all images of a card. */
const maxImageBytes = 2 << 20;
const maxImagesBytes = 8 << 20;

/**
 * The images of the clone that a card names, as data addresses by the address that the card uses; a second key gives the percent-encoded
 * form where it differs, because Markdown readers hand on that one. Only relative addresses inside the tree of HEAD, only PNG, JPEG, GIF
 * and WebP by their first bytes: SVG can hold scripts, and nothing is ever fetched. What is too large, missing or of another type is left out.
 */
export function cardImages(opened: OpenClone, finder: TreeFinder, folder: string, markdown: string): Record<string, string> {
  const images = new Map<string, string>();
  let bytesLeft = maxImagesBytes;
  for (const address of imageAddresses(markdown)) {
    const path = imagePath(folder, address);
    const bytes = path === null ? null : readImage(opened, finder, path, Math.min(maxImageBytes, bytesLeft));
    const type = bytes === null ? null : imageType(bytes);
    if (bytes === null || type === null) continue;
    bytesLeft -= bytes.length;
    const data = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
    images.set(address, data);
    const encoded = percentEncoded(address);
    if (encoded !== null) images.set(encoded, data);
  }
  return Object.fromEntries(images);
}

/** The path in the tree that a relative address names, or null where it has a scheme, a host, a leading slash or another file ending. */
function imagePath(folder: string, address: string): string | null {
  if (/^[a-z][a-z\d+.-]*:|^[/\\]/i.test(address)) return null;
  const path = decoded(address.replace(/[?#].*$/s, ''));
  return /\.(?:png|jpe?g|gif|webp)$/i.test(path) && !path.startsWith('/') ? joinTreePath(folder, path) : null;
}

function readImage(opened: OpenClone, finder: TreeFinder, path: string, maxBytes: number): Uint8Array | null {
  const place = finder.find(path);
  if (place === null || place.kind === 'folder' || place.kind === 'submodule') return null;
  // Known without inflating: an image too large to show is not read.
  const size = opened.repository.blobSize(place.sha);
  if (size === null || size > maxImageBytes) return null;
  const content = readContent(opened, place, maxBytes);
  return content.kind === 'bytes' && !content.truncated ? content.bytes : null;
}

/** The media type by the first bytes, whatever the name says. */
export function imageType(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  return /^RIFF[\s\S]{4}WEBP/.test(start) ? 'image/webp' : null;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function percentEncoded(address: string): string | null {
  try {
    // Odd parts are escapes that stand already.
    return address.split(/(%[\da-f]{2})/i).map((part, index) => (index % 2 === 1 ? part : encodeURI(part))).join('');
  } catch {
    // Half a surrogate pair has no encoding.
    return null;
  }
}
