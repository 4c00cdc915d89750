import { MalformedError } from './wire.ts';

/** A line of an allowed-signers file (ssh-keygen(1), ALLOWED SIGNERS), without its key. */
export interface AllowedSigner {
  /** Patterns as written: `*@example.org`, `!mallory@example.org`. */
  readonly principals: readonly string[];
  readonly isAuthority: boolean;
  /** Patterns; empty where the line names none, which allows all. */
  readonly namespaces: readonly string[];
  /** Seconds since 1970. */
  readonly validAfter: number | null;
  readonly validBefore: number | null;
}

export interface SignerLine {
  /** Null for a plain public key. */
  readonly signer: AllowedSigner | null;
  readonly type: string;
  readonly base64: string;
  readonly comment: string;
}

const keyType = /^(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-nistp\d+|(?:sk-ssh-ed25519|sk-ecdsa-sha2-nistp256)@openssh\.com|[a-z0-9-]+-cert-v0[01]@openssh\.com)$/;

export function isKeyType(text: string): boolean {
  return keyType.test(text);
}

/** Reads `TYPE BASE64 COMMENT`, or the same behind `PRINCIPALS [OPTIONS]`. Throws MalformedError. */
export function readSignerLine(line: string): SignerLine {
  const words = wordsOf(line);
  const at = words.findIndex((word) => isKeyType(word));
  if (at < 0 || at > 2) throw new MalformedError('It names no kind of SSH key.');
  const [type = '', base64 = '', ...comment] = words.slice(at);
  const text = comment.join(' ');
  if (at === 0) return { signer: null, type, base64, comment: text };
  const [principals = '', options = ''] = words.slice(0, at);
  if (/(?:^|,)(?:command|environment|from|permitopen|permitlisten|tunnel|restrict|no-[a-z-]+)(?:=|,|$)/i.test(principals)) {
    throw new MalformedError('It is a line of authorized_keys with options for logging in; give the key alone.');
  }
  const names = unquote(principals).split(',').filter((name) => name !== '');
  if (names.length === 0) throw new MalformedError('It names nobody.');
  return { signer: { principals: names, ...readOptions(options) }, type, base64, comment: text };
}

/** Whether a list of patterns has the text: one that begins with "!" excludes it, whatever the others say (match.c of OpenSSH). */
export function matchesPatterns(text: string, patterns: readonly string[]): boolean {
  const matching = patterns.filter((pattern) => matchesPattern(text, pattern.replace(/^!/, '')));
  return matching.length > 0 && !matching.some((pattern) => pattern.startsWith('!'));
}

/** "*" stands for anything, "?" for one character. Without regular expressions, which a hostile pattern could make slow. */
function matchesPattern(text: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let step = 0;
  while (at < text.length) {
    if (pattern[step] === '*') {
      star = step;
      resume = at;
      step += 1;
    } else if (pattern[step] === '?' || (step < pattern.length && pattern[step] === text[at])) {
      step += 1;
      at += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      step = star + 1;
    } else return false;
  }
  while (pattern[step] === '*') step += 1;
  return step === pattern.length;
}

/** Words between blanks; blanks inside of quotes belong to the word. */
function wordsOf(line: string): readonly string[] {
  return line.match(/(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g) ?? [];
}

function readOptions(text: string): Omit<AllowedSigner, 'principals'> {
  const found = { isAuthority: false, namespaces: [] as readonly string[], validAfter: null as number | null, validBefore: null as number | null };
  for (const option of text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? []) {
    const equals = option.indexOf('=');
    const name = (equals < 0 ? option : option.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? '' : unquote(option.slice(equals + 1));
    if (name === 'cert-authority') found.isAuthority = true;
    else if (name === 'namespaces') found.namespaces = value.split(',').filter((pattern) => pattern !== '');
    else if (name === 'valid-after') found.validAfter = readTime(value);
    else if (name === 'valid-before') found.validBefore = readTime(value);
    else throw new MalformedError(`Its option ${option.slice(0, 40)} is not known.`);
  }
  if (found.validAfter !== null && found.validBefore !== null && found.validBefore <= found.validAfter) throw new MalformedError('Its time ends before it begins.');
  return found;
}

/** `YYYYMMDD[HHMM[SS]][Z]`: in the machine's own time zone unless it ends with Z, as in OpenSSH. */
function readTime(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/i.exec(text);
  if (!match) throw new MalformedError(`${text.slice(0, 40)} is no time.`);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const parts = [year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0] as const;
  const time = match[7] === '' ? new Date(...parts).getTime() : Date.UTC(...parts);
  return Math.floor(time / 1000);
}

function unquote(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('\\"', '"') : text;
}
