/** What XML 1.0 has no way to hold: controls, halves of surrogate pairs, two non-characters. */
// oxlint-disable-next-line no-control-regex -- they are what is sought
const unholdable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text with controls as their visible pictures (NUL as ␀), and U+FFFD for what is no character. */
export function holdable(text: string): string {
  return text.replaceAll(unholdable, (mark) => (mark.length === 1 && mark < ' ' ? String.fromCodePoint(0x2400 + mark.charCodeAt(0)) : '\uFFFD'));
}

/** Text as content or attribute value of XML. Line ends and tabs as references, or parsers would turn them into spaces. */
export function xmlText(text: string): string {
  return holdable(text).replaceAll(/[&<>"'\t\r\n\u0085\u2028]/g, (mark) => references[mark] ?? `&#${mark.charCodeAt(0)};`);
}

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as NMTOKEN: what that cannot have as _xHHHH_, its code in hexadecimal (ISO 9075-14). Different texts stay different. */
export function xmlToken(text: string): string {
  return text.replaceAll(/[^\w.:-]|_(?=x)/gu, (mark) => `_x${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** A finite number as XML Schema writes it. */
export function xmlNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : '0';
}
