import { GitDataError } from './errors.ts';
import { decodeText } from './text.ts';

export interface Identity {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970, or null when the line has no readable date. */
  readonly time: number | null;
  /** Minutes east of UTC. */
  readonly offset: number;
}

export type SignatureKind = 'none' | 'pgp' | 'ssh' | 'x509' | 'unknown';

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  /** As the commit names them, also where a shallow clone ends. */
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly committer: Identity;
  /** Whether a signature is present and of which kind; nothing is verified. */
  readonly signature: SignatureKind;
  /** The encoding header, or null: then UTF-8, and Latin-1 where that fails. */
  readonly encoding: string | null;
  /** Empty when read without message. */
  readonly message: string;
  readonly messageTruncated: boolean;
}

export interface CommitReadOptions {
  readonly hashBytes: number;
  /** 0 leaves the message out. */
  readonly maxMessageBytes: number;
}

const newline = 0x0a;
const blank = 0x20;
const lessThan = 0x3c;
const greaterThan = 0x3e;
const noIdentity: Identity = { name: '', email: '', time: null, offset: 0 };
const maxEncodingLength = 64;

/** Reads a commit object. Odd people and dates are taken as they come; only a commit without a tree line is refused with `GitDataError`. */
export function parseCommit(sha: string, bytes: Buffer, { hashBytes, maxMessageBytes }: CommitReadOptions): Commit {
  const hexLength = hashBytes * 2;
  if (!startsWith(bytes, 0, 'tree ') || bytes[5 + hexLength] !== newline) {
    throw new GitDataError('corrupt', `The commit ${sha} is damaged.`);
  }
  const tree = bytes.toString('latin1', 5, 5 + hexLength);
  const parents: string[] = [];
  let at = 6 + hexLength;
  while (startsWith(bytes, at, 'parent ') && bytes[at + 7 + hexLength] === newline) {
    parents.push(bytes.toString('latin1', at + 7, at + 7 + hexLength));
    at += 8 + hexLength;
  }
  const rest = scanHeaders(bytes, at);
  const { encoding, messageAt } = rest;
  const messageEnd = cutBefore(bytes, messageAt + maxMessageBytes);
  return {
    sha,
    tree,
    parents,
    author: parseIdentity(bytes, rest.authorAt, encoding),
    committer: parseIdentity(bytes, rest.committerAt, encoding),
    signature: rest.signature,
    encoding,
    message: maxMessageBytes === 0 ? '' : decodeText(bytes, messageAt, messageEnd, encoding),
    messageTruncated: maxMessageBytes > 0 && messageEnd < bytes.length,
  };
}

interface HeaderScan {
  authorAt: number;
  committerAt: number;
  encoding: string | null;
  signature: SignatureKind;
  messageAt: number;
}

/** Walks the headers after the parents. Continuation lines begin with a blank, so a signature or a merged tag holds no false headers. */
function scanHeaders(bytes: Buffer, start: number): HeaderScan {
  const scan: HeaderScan = { authorAt: -1, committerAt: -1, encoding: null, signature: 'none', messageAt: bytes.length };
  let at = start;
  while (at < bytes.length) {
    const end = lineEnd(bytes, at);
    if (end === at) {
      scan.messageAt = at + 1;
      break;
    }
    readHeader(bytes, at, end, scan);
    at = end + 1;
  }
  return scan;
}

function readHeader(bytes: Buffer, at: number, end: number, scan: HeaderScan): void {
  switch (bytes[at]) {
    case 0x61: // a
      if (scan.authorAt < 0 && startsWith(bytes, at, 'author ')) {
        scan.authorAt = at + 7;
      }
      break;
    case 0x63: // c
      if (scan.committerAt < 0 && startsWith(bytes, at, 'committer ')) {
        scan.committerAt = at + 10;
      }
      break;
    case 0x65: // e
      if (scan.encoding === null && startsWith(bytes, at, 'encoding ')) {
        scan.encoding = bytes.toString('latin1', at + 9, Math.min(end, at + 9 + maxEncodingLength)).trim();
      }
      break;
    case 0x67: // g
      if (scan.signature === 'none') {
        scan.signature = signatureKindAt(bytes, at);
      }
      break;
    default:
  }
}

function signatureKindAt(bytes: Buffer, at: number): SignatureKind {
  const valueAt = startsWith(bytes, at, 'gpgsig ') ? at + 7 : startsWith(bytes, at, 'gpgsig-sha256 ') ? at + 14 : -1;
  return valueAt < 0 ? 'none' : signatureKindOf(bytes.toString('latin1', valueAt, valueAt + 40));
}

/** The kind of an armoured signature by its first line (gpg-interface.c). */
export function signatureKindOf(armoured: string): Exclude<SignatureKind, 'none'> {
  if (armoured.startsWith('-----BEGIN PGP SIGNATURE-----') || armoured.startsWith('-----BEGIN PGP MESSAGE-----')) {
    return 'pgp';
  }
  if (armoured.startsWith('-----BEGIN SSH SIGNATURE-----')) {
    return 'ssh';
  }
  return armoured.startsWith('-----BEGIN SIGNED MESSAGE-----') ? 'x509' : 'unknown';
}

/**
 * Reads `Name <email> seconds zone` the way git does (ident.c, split_ident_line): the name ends at the first "<", the address at the first
 * ">" after it, the date stands after the last ">". Without an address the whole line is the name.
 */
function parseIdentity(bytes: Buffer, start: number, encoding: string | null): Identity {
  if (start < 0) {
    return noIdentity;
  }
  const end = lineEnd(bytes, start);
  const open = bytes.indexOf(lessThan, start);
  const close = open < 0 || open >= end ? -1 : bytes.indexOf(greaterThan, open);
  if (close < 0 || close >= end) {
    return { ...noIdentity, name: decodeText(bytes, start, end, encoding).trim() };
  }
  const dateAt = lastIndexBefore(bytes, greaterThan, close, end) + 1;
  const name = decodeText(bytes, start, bytes[open - 1] === blank ? Math.max(start, open - 1) : open, encoding).trim();
  const email = decodeText(bytes, open + 1, close, encoding);
  return { name, email, ...parseDate(bytes.toString('latin1', dateAt, Math.min(end, dateAt + 64))) };
}

function parseDate(text: string): { time: number | null; offset: number } {
  const match = /^\s*(\d{1,20})(?:\s+([+-]\d{1,9}))?/.exec(text);
  const time = Number(match?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(time)) {
    return { time: null, offset: 0 };
  }
  return { time, offset: parseOffset(match?.[2]) };
}

/** "+0530" is 330 minutes; beyond a day it is noise and counts as UTC. */
function parseOffset(zone: string | undefined): number {
  const digits = zone === undefined ? 0 : Number(zone.slice(1));
  const minutes = Math.floor(digits / 100) * 60 + (digits % 100);
  if (minutes === 0 || minutes > 24 * 60) {
    return 0;
  }
  return zone?.startsWith('-') === true ? -minutes : minutes;
}

function lastIndexBefore(bytes: Buffer, byte: number, from: number, end: number): number {
  for (let index = end - 1; index > from; index -= 1) {
    if (bytes[index] === byte) {
      return index;
    }
  }
  return from;
}

/** Where to cut: not inside a UTF-8 character, or the whole text would not be UTF-8 any more. */
function cutBefore(bytes: Buffer, limit: number): number {
  let end = Math.min(bytes.length, limit);
  while (end < bytes.length && end > limit - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) {
    end -= 1;
  }
  return end;
}

function lineEnd(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(newline, start);
  return end < 0 ? bytes.length : end;
}

function startsWith(bytes: Buffer, at: number, text: string): boolean {
  if (at + text.length > bytes.length) {
    return false;
  }
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) {
      return false;
    }
  }
  return true;
}
