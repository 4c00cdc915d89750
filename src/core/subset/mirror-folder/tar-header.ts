export interface TarMember {
  /** Forward slashes. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  readonly size: number;
  readonly mode: number;
  /** Where a link leads. */
  readonly target?: string;
}

const blockBytes = 512;
/** Seconds. 1980-01-01, the earliest that all unpackers take without a warning; who packed it and when is nobody's business. */
const fixedTime = 315_532_800;
const types = { file: '0', link: '2', folder: '5', pax: 'x' } as const;
/** Eleven octal digits. */
const largestSize = 8 ** 11 - 1;
const nameBytes = 100;

/** The header of a member as POSIX ustar has it, with a pax header before it where a field is too small for its value. */
export function tarHeader({ path, kind, size, mode, target = '' }: TarMember): Buffer {
  const name = kind === 'folder' ? `${path}/` : path;
  const records: Record<string, string> = {};
  if (!fits(name)) records['path'] = name;
  if (!fits(target)) records['linkpath'] = target;
  if (size > largestSize) records['size'] = String(size);
  const own = ustar(types[kind], name, size > largestSize ? 0 : size, mode, target);
  if (Object.keys(records).length === 0) return own;
  const body = Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
  return Buffer.concat([ustar(types.pax, 'PaxHeader', body.length, 0o644, ''), body, padding(body.length), own]);
}

/** What fills the last block of a member. */
export function padding(size: number): Buffer {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes);
}

/** Two empty blocks end an archive. */
export const archiveEnd = Buffer.alloc(2 * blockBytes);

/** Other bytes than ASCII mean different things to different unpackers. */
function fits(text: string): boolean {
  return text.length <= nameBytes && /^[\x20-\x7e]*$/.test(text);
}

function ustar(type: string, name: string, size: number, mode: number, target: string): Buffer {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, at: number, digits: number): void => void header.write(value.toString(8).padStart(digits, '0'), at, 'latin1');
  header.write(name.slice(0, nameBytes), 0, nameBytes, 'latin1');
  octal(mode & 0o777, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(fixedTime, 136, 11);
  header.write(' '.repeat(8), 148, 'latin1');
  header.write(type, 156, 'latin1');
  header.write(target.slice(0, nameBytes), 157, nameBytes, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  octal(0, 329, 7);
  octal(0, 337, 7);
  let sum = 0;
  for (const byte of header) sum += byte;
  octal(sum, 148, 6);
  header[154] = 0;
  return header;
}

/** `<length> <key>=<value>\n`, where the length counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}
