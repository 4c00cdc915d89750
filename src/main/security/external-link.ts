/** Longer addresses are no links that a person would follow. */
const longestLink = 2048;

export type LinkVerdict =
  | { readonly kind: 'allowed'; readonly url: string; readonly host: string }
  | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): LinkVerdict => ({ kind: 'refused', reason });

/**
 * Decides whether an address from a mirror may be offered to the system's browser: https only, no user name or
 * password (`https://hub.example@evil.example`), no control characters. The host is the parsed one, in ASCII, so that
 * look-alike letters show as `xn--…` in the question that the user is asked.
 */
export function judgeExternalLink(text: unknown): LinkVerdict {
  if (typeof text !== 'string' || text === '') return refused('The address is empty.');
  if (text.length > longestLink) return refused(`The address is longer than ${longestLink} characters.`);
  // Backslashes, blanks and control characters are repaired silently by URL parsers, each in its own way.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text)) return refused('The address holds characters that addresses do not have.');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refused('The address cannot be read.');
  }
  if (url.protocol !== 'https:') return refused('Only https addresses are opened.');
  if (url.username !== '' || url.password !== '') return refused('The address carries a user name or password.');
  if (url.href.length > longestLink) return refused(`The address is longer than ${longestLink} characters.`);
  return { kind: 'allowed', url: url.href, host: url.host };
}
