import { type BoundedFile, FormatError } from '../bytes.ts';
import { PickleFindings } from '../pickle/findings.ts';
import { walkPickles } from '../pickle/walk-file.ts';
import type { WeightReader } from '../reader.ts';
import { clipped, elementCount, type Report } from '../report.ts';
import { openMember, readZip, startOfMember } from '../zip.ts';

/** The header has 64 kB at most in version 1; later ones allow 4 GB, which no array needs. */
const maxHeader = 256 * 1024;
const maxMembers = 2000;
const kinds: Readonly<Record<string, string>> = { f: 'F', i: 'I', u: 'U', c: 'C', b: 'BOOL' };

interface Header {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number | null;
  readonly hasObjects: boolean;
  readonly dataAt: number;
  readonly text: string;
}

/** NumPy arrays, by numpy/lib/format.py ("Format Version 1.0" to "3.0"): an array of objects is a pickle behind the header. */
export const numpyArray: WeightReader = {
  id: 'numpy',
  title: 'NumPy array',
  names: ['numpy'],
  recognises: ({ start }) => start.toString('latin1', 0, 6) === '\u0093NUMPY',
  read: (file, report) => {
    const header = readHeader(file);
    report.fact('Header', clipped(header.text.trim(), 500));
    addArray('', header, file, report);
    if (header.hasObjects) walkObjects(file, header, null, report);
    else if (header.bytes !== null && header.dataAt + header.bytes !== file.size) report.problem(`Its array has ${header.bytes} bytes; ${file.size - header.dataAt} follow the header.`);
  },
};

/** numpy.savez and savez_compressed: a zip archive of `.npy` files. */
export const numpyArchive: WeightReader = {
  id: 'numpy-zip',
  title: 'NumPy archive',
  names: ['numpy'],
  recognises: ({ members, name: file }) => members !== null && members.some(({ name }) => name.endsWith('.npy')) && (file.endsWith('.npz') || members.every(({ name }) => name.endsWith('.npy'))),
  read: (file, report) => {
    const { members, problems } = readZip(file);
    for (const problem of problems.rows) report.problem(problem);
    report.fact('Arrays', members.length);
    if (members.length > maxMembers) report.partial = `It holds ${members.length} arrays; ${maxMembers} are looked at.`;
    const note = (text: string): void => report.problem(text);
    for (const member of members.slice(0, maxMembers)) {
      if (!member.name.endsWith('.npy')) {
        report.problem(`The member ${clipped(member.name)} is no array.`);
        continue;
      }
      try {
        const start = startOfMember(file, member, maxHeader, note);
        const header = readHeader(start);
        addArray(member.name.replace(/\.npy$/, ''), header, start, report);
        if (header.hasObjects) walkObjects(openMember(file, member, note), header, clipped(member.name), report);
        else if (header.bytes !== null && header.dataAt + header.bytes !== member.size) report.problem(`The array ${clipped(member.name)} has ${header.bytes} bytes; its member has ${member.size - header.dataAt} behind the header.`);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        report.partial ??= `${clipped(member.name)}: ${error.message}`;
        if (error.kind === 'limit') return;
      }
    }
  },
};

function readHeader(file: BoundedFile): Header {
  const start = file.readAt(0, 12);
  if (start.toString('latin1', 0, 6) !== '\u0093NUMPY') throw new FormatError('malformed', 'It does not begin as a NumPy array does.');
  const major = start[6] ?? 0;
  if (major < 1 || major > 3) throw new FormatError('malformed', `It states version ${major}; 1 to 3 are known.`);
  const textAt = major === 1 ? 10 : 12;
  const length = major === 1 ? start.readUInt16LE(8) : start.readUInt32LE(8);
  if (length > maxHeader) throw new FormatError('limit', `Its header claims ${length} bytes; ${maxHeader} are read.`);
  const text = file.readAt(textAt, length).toString(major === 3 ? 'utf8' : 'latin1');
  const dataAt = textAt + length;
  // A Python literal; only what numpy itself writes is understood, nothing is evaluated.
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1];
  const descr = /'descr':\s*(?:'([^']*)'|(\[[\s\S]*?\])\s*,\s*'fortran_order')/.exec(text);
  if (shape === undefined || !descr) throw new FormatError('malformed', 'Its header has no descr and shape that can be read.');
  const parts = shape.split(',').map((part) => part.trim()).filter((part) => part !== '');
  // Python 2 wrote long numbers with an L.
  if (!parts.every((part) => /^\d{1,15}L?$/.test(part))) throw new FormatError('malformed', 'Its header has a shape that is no list of numbers.');
  const sizes = parts.map((part) => Number.parseInt(part, 10));
  const [, simple, fields] = descr;
  if (simple === undefined) return { dtype: 'structured', shape: sizes, bytes: null, hasObjects: /'[<>=|]?O\d*'/.test(fields ?? ''), dataAt, text };
  const [, kind = '', bytes = ''] = /^[<>=|]?([a-zA-Z?])(\d*)/.exec(simple) ?? [];
  if (kind === 'O') return { dtype: 'object', shape: sizes, bytes: null, hasObjects: true, dataAt, text };
  const width = Number(bytes || 1) * (kind === 'U' ? 4 : 1);
  const name = kinds[kind];
  const dtype = name === undefined ? clipped(simple, 40) : name === 'BOOL' ? name : `${name}${width * 8}`;
  return { dtype, shape: sizes, bytes: /^[mM]/.test(kind) ? elementCount(sizes) * 8 : elementCount(sizes) * width, hasObjects: false, dataAt, text };
}

function addArray(name: string, header: Header, file: BoundedFile, report: Report): void {
  // Inside a compressed member a place tells nothing.
  report.tensor({ name: name === '' ? '(array)' : name, dtype: header.dtype, shape: [...header.shape], offset: file.base === 0 && name !== '' ? null : file.base + header.dataAt, bytes: header.bytes });
}

function walkObjects(file: BoundedFile, header: Header, where: string | null, report: Report): void {
  report.note('An array of objects is a pickle.');
  report.code ??= new PickleFindings();
  walkPickles(file.slice(header.dataAt, file.size - header.dataAt), report.code, where);
}
