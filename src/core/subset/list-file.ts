import { PartFile } from './part-file.ts';

/** Writes a JSON object whose last field is a list, one entry a line, so that two files compare line by line. */
export function writeListFile(part: string, head: Readonly<Record<string, string | number>>, list: string, entries: Iterable<object>): { readonly count: number; readonly bytes: number } {
  const file = new PartFile(part);
  try {
    const fields = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},\n`);
    file.write(`{\n${fields.join('')}${JSON.stringify(list)}: [`);
    let count = 0;
    for (const entry of entries) {
      file.write(`${count === 0 ? '' : ','}\n${JSON.stringify(entry)}`);
      count += 1;
    }
    file.write('\n]\n}\n');
    return { count, bytes: file.finish().bytes };
  } finally {
    file.close();
  }
}
