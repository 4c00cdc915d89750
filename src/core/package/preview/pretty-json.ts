/** Levels that are indented; deeper ones stand below each other. */
const maxIndent = 40;
const maxLength = 4 << 20;

/**
 * JSON laid out anew, line by line, in time linear in its length; null where its brackets do not match, or the lines would be too long
 * together. Values stand as they are written, since reading and printing would change large numbers and drop repeated keys.
 */
export function prettyJson(json: string): string | null {
  const lines: string[] = [];
  const open: ('}' | ']')[] = [];
  let line = '';
  let length = 0;
  const breakLine = (): void => {
    length += line.length + 1;
    lines.push(line);
    line = '  '.repeat(Math.min(open.length, maxIndent));
  };
  token.lastIndex = 0;
  for (let match = token.exec(json); match !== null; match = token.exec(json)) {
    const [text] = match;
    if (length > maxLength) return null;
    if (text === '{' || text === '[') {
      const close = text === '{' ? '}' : ']';
      emptyRest.lastIndex = token.lastIndex;
      const rest = emptyRest.exec(json)?.[0];
      if (rest?.endsWith(close) === true) {
        line += text + close;
        token.lastIndex += rest.length;
        continue;
      }
      line += text;
      open.push(close);
      breakLine();
    } else if (text === '}' || text === ']') {
      if (open.pop() !== text) return null;
      breakLine();
      line += text;
    } else if (text === ',') {
      line += text;
      breakLine();
    } else line += text === ':' ? ': ' : text;
  }
  if (open.length > 0) return null;
  lines.push(line);
  return lines.join('\n');
}

/** A bracket, a mark, a string (which a hostile file may leave open), or whatever stands between them. */
const token = /[{}[\],:]|"(?:[^"\\]|\\[^])*(?:"|$)|[^\s{}[\],:"]+/g;
const emptyRest = /\s{0,20}[}\]]/y;
