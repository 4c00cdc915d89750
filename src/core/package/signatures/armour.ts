/** Bytes of an armoured block, or why it cannot be read. */
export type Unarmoured = { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'unreadable'; readonly reason: string };

/** Real signatures have a few kilobytes; one with a certificate chain has less than 20 kB. Characters. */
const maxArmourLength = 256 * 1024;

/**
 * Reads the block that a text begins with: `-----BEGIN LABEL-----`, with `headers` lines of them and an empty line, base64, `-----END LABEL-----`. What
 * follows is not looked at, as gpg and ssh-keygen do not. A PGP checksum (the line that begins with "=") is passed over: it protects from accidents
 * only, and RFC 9580 6.1 says not to refuse by it.
 */
export function readArmour(text: string, label: string, { headers }: { readonly headers: boolean }): Unarmoured {
  if (text.length > maxArmourLength) return unreadable(`It is longer than ${maxArmourLength / 1024} kB.`);
  const begin = `-----BEGIN ${label}-----`;
  if (!text.startsWith(begin)) return unreadable(`It does not begin with ${begin}.`);
  const end = text.indexOf(`\n-----END ${label}-----`);
  if (end < 0) return unreadable('It is cut off: its last line is missing.');
  const lines = text.slice(begin.length, end).split('\n').map((line) => line.trim());
  const body = headers ? lines.slice(lines.indexOf('', 1) + 1) : lines;
  const base64 = body.filter((line) => !(headers && line.startsWith('='))).join('');
  if (base64 === '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return unreadable('It is not base64.');
  return { kind: 'bytes', bytes: Buffer.from(base64, 'base64') };
}

/** Whether another block of the label follows the first. */
export function hasSecondBlock(text: string, label: string): boolean {
  return text.indexOf(`-----BEGIN ${label}-----`, 1) > 0;
}

function unreadable(reason: string): Unarmoured {
  return { kind: 'unreadable', reason };
}
