/** A record's bytes with another number under its own key `id`; as they are where it has none. */
export function withId(record: Buffer, id: number): Buffer {
  const place = placeOfId(record);
  return place === null ? record : Buffer.concat([record.subarray(0, place.start), Buffer.from(String(id)), record.subarray(place.end)]);
}

const [quote, backslash, colon, comma, open, close, openList, closeList] = Array.from('"\\:,{}[]', (mark) => mark.charCodeAt(0)) as [number, number, number, number, number, number, number, number];
const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Where the value stands; the record has been read as JSON before. */
function placeOfId(record: Buffer): { readonly start: number; readonly end: number } | null {
  let depth = 0;
  for (let at = 0; at < record.length; at += 1) {
    const byte = record[at];
    if (byte === open || byte === openList) depth += 1;
    else if (byte === close || byte === closeList) depth -= 1;
    else if (byte === quote) {
      const end = endOfString(record, at);
      let next = end;
      while (isSpace(record[next])) next += 1;
      if (depth === 1 && record[next] === colon && record.toString('latin1', at, end) === '"id"') {
        const start = skipSpace(record, next + 1);
        return { start, end: endOfScalar(record, start) };
      }
      at = end - 1;
    }
  }
  return null;
}

function skipSpace(record: Buffer, from: number): number {
  let at = from;
  while (isSpace(record[at])) at += 1;
  return at;
}

function endOfString(record: Buffer, start: number): number {
  let at = start + 1;
  while (at < record.length && record[at] !== quote) at += record[at] === backslash ? 2 : 1;
  return at + 1;
}

function endOfScalar(record: Buffer, start: number): number {
  if (record[start] === quote) return endOfString(record, start);
  let at = start;
  while (at < record.length && record[at] !== comma && record[at] !== close && !isSpace(record[at])) at += 1;
  return at;
}
