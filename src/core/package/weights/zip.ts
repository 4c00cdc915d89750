import { inflateRawSync } from 'node:zlib';
import { codeOf } from '../../../shared/result.ts';
import { BoundedFile, bytesSource, FormatError } from './bytes.ts';
import { Cursor } from './cursor.ts';
import { clipped, CutList } from './report.ts';

/** A member as the central directory has it. */
export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly compressed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly at: number;
}

export interface ZipListing {
  readonly members: readonly ZipMember[];
  readonly problems: CutList<string>;
}

const endSignature = 0x06054b50;
const endBytes = 22;
const maxComment = 0xffff;
const maxMembers = 100_000;
const maxProblems = 50;
/** No deflate stream expands further: 258 bytes for two bits. */
const mostDeflate = 1032;

/**
 * The central directory of a zip archive, by PKWARE's APPNOTE.TXT 6.3.10 (4.3.12 directory, 4.3.14 zip64, 4.3.16 end), found from the end
 * as Python's zipfile finds it. Says what tricks rely on: names that come twice, members over one another, sizes that cannot be.
 */
export function readZip(file: BoundedFile): ZipListing {
  const problems = new CutList<string>(maxProblems);
  const end = findEnd(file, problems);
  if (end.count > maxMembers) throw new FormatError('limit', `Its directory claims ${end.count} members; ${maxMembers} are looked at.`);
  // What lies before the archive moves every place in it: the stub of a program, or another file.
  const moved = end.at - end.bytes - end.offset;
  if (moved < 0) throw new FormatError('malformed', `Its directory claims to begin at byte ${end.offset} with ${end.bytes} bytes, behind its own end at ${end.at}.`);
  if (moved > 0) problems.add(`${moved} bytes stand before the archive.`);
  const cursor = new Cursor(file, end.at - end.bytes, end.at);
  const members: ZipMember[] = [];
  while (cursor.left > 0) members.push(readEntry(cursor, moved));
  if (members.length !== end.count) problems.add(`Its directory claims ${end.count} members and has ${members.length}.`);
  checkMembers(members, end.at - end.bytes, problems);
  return { members, problems };
}

interface End {
  /** Where the directory ends and the end records begin. */
  readonly at: number;
  readonly offset: number;
  readonly bytes: number;
  readonly count: number;
}

function findEnd(file: BoundedFile, problems: CutList<string>): End {
  const length = Math.min(file.size, endBytes + maxComment);
  const tail = file.readAt(file.size - length, length);
  for (let at = length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const comment = tail.readUInt16LE(at + 20);
    if (at + endBytes + comment > length) continue;
    if (at + endBytes + comment < length) problems.add(`${length - at - endBytes - comment} bytes stand behind the end of the archive.`);
    const place = file.size - length + at;
    if (tail.readUInt16LE(at + 4) !== 0) throw new FormatError('malformed', 'The archive is one part of several.');
    const end = { at: place, offset: tail.readUInt32LE(at + 16), bytes: tail.readUInt32LE(at + 12), count: tail.readUInt16LE(at + 10) };
    return readEnd64(file, place, problems) ?? end;
  }
  throw new FormatError('malformed', 'It has no end of a zip directory.');
}

function readEnd64(file: BoundedFile, endAt: number, problems: CutList<string>): End | null {
  if (endAt < 20) return null;
  const locator = file.readAt(endAt - 20, 20);
  if (locator.readUInt32LE(0) !== 0x07064b50) return null;
  // Bytes put before the archive move the record: it stands right before the locator, whatever the locator says.
  const stated = Number(locator.readBigUInt64LE(8));
  const at = endAt - 20 - 56;
  if (stated !== at) problems.add(`The zip64 locator names byte ${stated} for a record at ${at}.`);
  const record = at < 0 ? null : file.readAt(at, 56);
  if (record === null || record.readUInt32LE(0) !== 0x06064b50) throw new FormatError('malformed', 'Its zip64 end record is not where it must be.');
  return { at, count: Number(record.readBigUInt64LE(32)), bytes: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)) };
}

function readEntry(cursor: Cursor, moved: number): ZipMember {
  cursor.file.budget.step();
  const { place } = cursor;
  const head = cursor.bytes(46);
  if (head.readUInt32LE(0) !== 0x02014b50) throw new FormatError('malformed', `Its directory is broken at byte ${place}.`);
  const flags = head.readUInt16LE(8);
  const name = cursor.text(head.readUInt16LE(28), (flags & 0x800) === 0 ? 'latin1' : 'utf8');
  const extra = cursor.bytes(head.readUInt16LE(30));
  cursor.skip(head.readUInt16LE(32));
  const long = zip64Values(extra);
  const value = (at: number): number => {
    const short = head.readUInt32LE(at);
    if (short !== 0xffffffff) return short;
    const next = long.shift();
    if (next === undefined) throw new FormatError('malformed', `The member ${clipped(name)} has no zip64 field for what it says stands there.`);
    return next;
  };
  // In the order in which the zip64 field holds them.
  const size = value(24);
  const compressed = value(20);
  return { name, method: head.readUInt16LE(10), flags, compressed, size, at: value(42) + moved };
}

/** 4.5.3: extra field 1 holds those of size, compressed size and offset that are all ones in the entry. */
function zip64Values(extra: Buffer): number[] {
  const values: number[] = [];
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    if (extra.readUInt16LE(at) === 1) for (let value = at + 4; value + 8 <= end; value += 8) values.push(Number(extra.readBigUInt64LE(value)));
    at = end;
  }
  return values;
}

function checkMembers(members: readonly ZipMember[], directoryAt: number, problems: CutList<string>): void {
  const names = new Set<string>();
  for (const { name, method, flags, compressed, size } of members) {
    const shown = clipped(name);
    if (names.has(name)) problems.add(`The name ${shown} comes twice; programs differ in which member they take.`);
    names.add(name);
    if (/^([\\/]|[a-z]:)|(^|[\\/])\.\.([\\/]|$)|\0/i.test(name)) problems.add(`The name ${shown} leads out of the archive.`);
    if ((flags & 1) !== 0) problems.add(`The member ${shown} is encrypted.`);
    if (method === 0 && size !== compressed) problems.add(`The member ${shown} is stored with ${compressed} bytes and claims ${size}.`);
    if (method === 8 && size > compressed * mostDeflate + 64) problems.add(`The member ${shown} claims ${size} bytes out of ${compressed}, more than deflate can make.`);
    else if (method === 8 && size > 1_000_000 && size > compressed * 200) problems.add(`The member ${shown} expands ${Math.round(size / Math.max(1, compressed))} times.`);
  }
  const sorted = [...members].sort((left, right) => left.at - right.at);
  for (const [index, member] of sorted.entries()) {
    const next = sorted[index + 1]?.at ?? directoryAt;
    // The local header has 30 bytes and the name.
    if (member.at + 30 + member.compressed > next) problems.add(`The member ${clipped(member.name)} reaches into ${index + 1 < sorted.length ? 'the next one' : 'the directory'}.`);
  }
}

/** The content of a member: a stretch of the archive where it is stored, else inflated, as far as one part may have. */
export function openMember(file: BoundedFile, member: ZipMember, problem: (text: string) => void): BoundedFile {
  const dataAt = dataPlace(file, member, problem);
  if (member.method === 0) return file.slice(dataAt, member.compressed);
  const most = file.budget.limits.maxBytesHeld;
  if (member.size > most) throw new FormatError('limit', `The member ${clipped(member.name)} has ${member.size} bytes; ${most} are inflated at most.`);
  const bytes = inflate(file.readAt(dataAt, member.compressed), Math.max(1, member.size), member.name);
  if (bytes.length !== member.size) throw new FormatError('malformed', `The member ${clipped(member.name)} has ${bytes.length} bytes and claims ${member.size}.`);
  file.budget.takeBytes(bytes.length);
  return new BoundedFile(bytesSource(bytes), file.budget);
}

/** The first bytes of a member, from the first 8 kB of it: whatever they expand to stays below 8.5 MB. */
export function startOfMember(file: BoundedFile, member: ZipMember, length: number, problem: (text: string) => void): BoundedFile {
  const dataAt = dataPlace(file, member, problem);
  if (member.method === 0) return file.slice(dataAt, member.compressed);
  const bytes = inflate(file.readAt(dataAt, Math.min(member.compressed, 8192)), 8192 * mostDeflate + 64, member.name);
  return new BoundedFile(bytesSource(bytes.subarray(0, length)), file.budget);
}

function dataPlace(file: BoundedFile, member: ZipMember, problem: (text: string) => void): number {
  if ((member.flags & 1) !== 0) throw new FormatError('malformed', `The member ${clipped(member.name)} is encrypted.`);
  if (member.method !== 0 && member.method !== 8) throw new FormatError('limit', `The member ${clipped(member.name)} is compressed by method ${member.method}, which is not read.`);
  const head = file.readAt(member.at, 30);
  if (head.readUInt32LE(0) !== 0x04034b50) throw new FormatError('malformed', `The member ${clipped(member.name)} is not at byte ${member.at}.`);
  const nameLength = head.readUInt16LE(26);
  const name = file.readAt(member.at + 30, nameLength).toString((member.flags & 0x800) === 0 ? 'latin1' : 'utf8');
  if (name !== member.name) problem(`The directory calls ${clipped(member.name)} what calls itself ${clipped(name)}; programs differ in which they believe.`);
  if (head.readUInt16LE(8) !== member.method) problem(`The member ${clipped(member.name)} states two methods of compression.`);
  return member.at + 30 + nameLength + head.readUInt16LE(28);
}

function inflate(bytes: Buffer, most: number, name: string): Buffer {
  try {
    // A stream that is cut gives what it has: Z_SYNC_FLUSH is 2.
    return inflateRawSync(bytes, { maxOutputLength: most, finishFlush: 2 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new FormatError('malformed', `The member ${clipped(name)} expands to more than the ${most} bytes that it claims.`);
    if (code.startsWith('Z_')) throw new FormatError('malformed', `The member ${clipped(name)} cannot be inflated (${code}).`);
    throw error;
  }
}
