/** Names in keys and certificates are anybody's text: one line of it, of bounded length, without what would turn a line around. */
export function plainLine(text: string, most = 300): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').replace(/ {2,}/g, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function hasControl(text: string): boolean {
  return /[^\x20-\x7e]/.test(text);
}
