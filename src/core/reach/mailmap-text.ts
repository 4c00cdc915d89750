import { type Alias, aliasLimits, aliasSlot } from '../../shared/domain/index.ts';

export interface ReadMailmap {
  readonly aliases: readonly Alias[];
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
}

interface Part {
  readonly name: string;
  readonly email: string;
  readonly rest: string;
}

/**
 * Reads a mailmap as git does (mailmap.c): `#` begins a comment at the start of a line only, what follows the second e-mail is
 * not looked at, and a line without an e-mail says nothing. Unlike git it tells of the lines that say nothing.
 */
export function readMailmap(text: string): ReadMailmap {
  const aliases = new Map<string, Alias>();
  const bad: { line: number; reason: string }[] = [];
  text.replace(/^\uFEFF/, '').split('\n').forEach((line, at) => {
    if (line.startsWith('#') || line.trim() === '') return;
    const alias = readLine(line);
    if (typeof alias === 'string') bad.push({ line: at + 1, reason: alias });
    else {
      // Lines for an e-mail alone add to one another; for the same name and e-mail the last one counts.
      const before = alias.commitName === '' ? aliases.get(aliasSlot(alias)) : undefined;
      aliases.set(aliasSlot(alias), { ...alias, name: alias.name ?? before?.name ?? null, email: alias.email ?? before?.email ?? null });
    }
  });
  return { aliases: [...aliases.values()], bad };
}

function readLine(line: string): Alias | string {
  const first = readPart(line, false);
  if (first === null) return 'It has no e-mail in angle brackets.';
  const second = readPart(first.rest, true);
  const alias: Alias = second
    ? { commitEmail: second.email.trim(), commitName: second.name, name: first.name || null, email: first.email }
    : { commitEmail: first.email.trim(), commitName: '', name: first.name || null, email: null };
  if (alias.name === null && alias.email === null) return 'It names nobody for this e-mail.';
  if (alias.commitEmail === '' && alias.commitName === '') return 'It says nothing about whose commits are meant.';
  if (Object.values(alias).some((value: string | null) => (value?.length ?? 0) > aliasLimits.text)) return `A name or e-mail is longer than ${aliasLimits.text} characters.`;
  return alias;
}

function readPart(text: string, allowEmptyEmail: boolean): Part | null {
  const open = text.indexOf('<');
  const close = text.indexOf('>', open + 1);
  if (open === -1 || close === -1 || (!allowEmptyEmail && close === open + 1)) return null;
  return { name: text.slice(0, open).trim(), email: text.slice(open + 1, close), rest: text.slice(close + 1) };
}

/** The line of a mailmap; null where the form cannot say it: it has no way to write these characters, or an e-mail that is none. */
export function mailmapLine({ commitEmail, commitName, name, email }: Alias): string | null {
  const texts = [commitEmail, commitName, name ?? '', email ?? ''];
  if (texts.some((text) => /[<>\n\r\0]/.test(text))) return null;
  const proper = name === null ? '' : name.startsWith('#') ? ` ${name} ` : `${name} `;
  if (email === null && commitName === '') return commitEmail === '' ? null : `${proper}<${commitEmail}>`;
  const shown = email ?? commitEmail;
  if (shown === '') return null;
  return `${proper}<${shown}> ${commitName === '' ? '' : `${commitName} `}<${commitEmail}>`;
}
