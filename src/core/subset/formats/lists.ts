import { hubById } from '../../../shared/domain/index.ts';
import { texText } from '../../../shared/table/index.ts';
import type { PackageRecord } from '../package-record.ts';
import { PartFile } from '../part-file.ts';
import { isBelow } from '../paths.ts';
import type { RowWriter } from '../row-writer.ts';
import type { ExportFormatInfo, TableFormat } from '../types.ts';

/** What a list makes of the packages that it is given. */
interface ListWriter {
  readonly head?: string;
  /** The lines of a package, with their line ends; empty where it has none, or another package had them. */
  readonly lines: (record: PackageRecord) => string;
  readonly tail?: () => string;
}

interface ListOptions extends Pick<ExportFormatInfo, 'id' | 'title' | 'description' | 'extension'> {
  readonly notes: readonly string[];
  readonly begin: () => ListWriter;
}

function list({ notes, begin, ...info }: ListOptions): TableFormat {
  return {
    kind: 'table',
    info: { ...info, group: 'list', target: 'file', choosable: false },
    columns: [],
    notes,
    open: (path): RowWriter => {
      const file = new PartFile(path);
      const { head = '', lines, tail } = begin();
      file.write(head);
      return {
        add: (record) => file.write(lines(record)),
        finish: () => {
          if (tail) file.write(tail());
          return file.finish();
        },
        close: () => file.close(),
      };
    },
  };
}

/** A text that stands on one line, whatever is in it. */
const onOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '\uFFFD');

const named = ({ hub, name }: PackageRecord): string => onOneLine(`${hub}/${name}`);

/** Only addresses that nothing but a network is asked by: git also takes commands as addresses (ext::). */
function webAddress(address: string | null): string | null {
  return address !== null && /^https?:\/\/[^\p{Cc}\s]+$/u.test(address) ? address : null;
}

/** POSIX shell: nothing inside single quotes means anything, but a single quote. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Whether a path is one that can be written below a folder, on one line. */
function isPlainPath(path: string): boolean {
  return !/[\p{Cc}]/u.test(path) && isBelow(path);
}

/** Where a clone goes: where it lies in this mirror, or where the dataset would have put it. */
function placeOf({ repository, hub, name }: PackageRecord): string | null {
  const path = repository ?? `data/${hub}/repos/${name}`;
  return isPlainPath(path) ? path : null;
}

/** Counts the files and bytes of a list: the sums that a transfer is planned by. */
class Sums {
  private readonly seen = new Set<string>();
  private bytes = 0;
  private unknown = 0;

  /** False where the place was counted before. */
  take(place: string, { bytes }: PackageRecord): boolean {
    if (this.seen.has(place)) return false;
    this.seen.add(place);
    if (bytes === null) this.unknown += 1;
    else this.bytes += bytes;
    return true;
  }

  get text(): string {
    const unknown = this.unknown === 0 ? '' : `; of ${this.unknown.toLocaleString('en')} the size is not stated`;
    return `${this.seen.size.toLocaleString('en')} repositories, ${this.bytes.toLocaleString('en')} bytes as the hubs state them${unknown}`;
  }
}

const cloneScript = list({
  id: 'clones', title: 'Clone script', description: 'A shell script that clones each repository at the commit its record names.', extension: 'sh',
  notes: ['POSIX shell. Addresses other than http(s) and places that leave the folder are left out, and named in a comment.'],
  begin: () => {
    const sums = new Sums();
    return {
      head: [
        '#!/bin/sh',
        '# Clones the packages of a subset into data/<hub>/repos/ below the present folder. A folder that is there already is left alone.',
        '# GIT_LFS_SKIP_SMUDGE=1 leaves large files as pointers; unset it to fetch them.',
        'set -u',
        ': "${GIT_LFS_SKIP_SMUDGE:=1}"',
        'export GIT_LFS_SKIP_SMUDGE',
        'failed=0',
        'fetch() {',
        '  [ -e "$2" ] && return 0',
        '  git clone --quiet -- "$1" "$2" || { failed=$((failed + 1)); return 0; }',
        '  [ -z "$3" ] || git -C "$2" checkout --quiet --detach "$3" || failed=$((failed + 1))',
        '}',
        '',
        '',
      ].join('\n'),
      lines: (record) => {
        const address = webAddress(record.origin) ?? webAddress(record.url);
        const place = placeOf(record);
        if (address === null || place === null) return `# left out, no address that can be cloned: ${named(record)}\n`;
        if (!sums.take(place, record)) return '';
        const commit = record.sha !== null && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(record.sha) ? record.sha : '';
        return `fetch ${quoted(address)} ${quoted(place)} ${quoted(commit)}\n`;
      },
      tail: () => `\n# ${sums.text}.\necho "$failed failed"\n[ "$failed" -eq 0 ]\n`,
    };
  },
});

const addresses = list({
  id: 'urls', title: 'Addresses', description: 'The page of each package on its hub, one a line.', extension: 'txt',
  notes: ['One address a line, UTF-8. A package without an address has no line.'],
  begin: () => {
    const seen = new Set<string>();
    return {
      lines: ({ url }) => {
        const address = webAddress(url);
        if (address === null || seen.has(address)) return '';
        seen.add(address);
        return `${address}\n`;
      },
    };
  },
});

/** Of what lies in this mirror: the clones of the packages, and the JSON of their hubs, each once. */
function placesToMove(line: (place: string) => string, comment: (text: string) => string): ListWriter {
  const sums = new Sums();
  const hubs = new Set<string>();
  return {
    lines: (record) => {
      const { hub, repository, clone } = record;
      const json = hubs.has(hub) ? '' : line(`data/${hub}/json`);
      hubs.add(hub);
      const isThere = repository !== null && clone !== 'archived' && isPlainPath(repository);
      return isThere && sums.take(repository, record) ? json + line(repository) : json;
    },
    tail: () => comment(`${sums.text}, and the JSON of ${hubs.size.toLocaleString('en')} hubs`),
  };
}

const rsyncList = list({
  id: 'rsync', title: 'rsync list', description: 'Folders of the mirror for rsync --files-from: clones, and the JSON of their hubs.', extension: 'txt',
  notes: ['Paths below the mirror, one a line, for: rsync -r --files-from=LIST MIRROR/ TARGET/ (with -r, which --files-from does not imply).'],
  begin: () => placesToMove((place) => `${place}/\n`, (text) => `# ${text}.\n`),
});

const globusBatch = list({
  id: 'globus', title: 'Globus batch', description: 'The same folders for globus transfer --batch.', extension: 'txt',
  notes: ['One transfer a line, source and destination below the folders that "globus transfer SOURCE:PATH TARGET:PATH --batch LIST" names.'],
  begin: () => placesToMove((place) => `--recursive ${quoted(`${place}/`)} ${quoted(`${place}/`)}\n`, (text) => `# ${text}.\n`),
});

/** How the dataset itself is cited: MSR 2023, pages 57-61. */
const datasetEntry = `@inproceedings{ptmtorrent,
  title = {{PTMTorrent}: A Dataset for Mining Open-source Pre-trained Model Packages},
  author = {Jiang, Wenxin and Synovic, Nicholas and Jajal, Purvish and Schorlemmer, Taylor R. and Tewari, Arav and Pareek, Bhavesh and Thiruvathukal, George K. and Davis, James C.},
  booktitle = {2023 IEEE/ACM 20th International Conference on Mining Software Repositories (MSR)},
  pages = {57--61},
  year = {2023},
  eprint = {2303.08934},
  archivePrefix = {arXiv}
}
`;

/** Packages that a paper is said to be named by. */
const mostNamed = 5;

const bibliography = list({
  id: 'bibtex', title: 'BibTeX', description: 'The papers that the packages name, each once, and the dataset itself.', extension: 'bib',
  notes: ['Papers by what the packages state of them: arXiv number, DOI or address. Titles and authors are not in the mirror.'],
  begin: () => {
    const papers = new Map<string, { count: number; readonly packages: string[] }>();
    return {
      head: datasetEntry,
      lines: (record) => {
        for (const paper of record.papers) {
          const known = papers.get(paper) ?? { count: 0, packages: [] };
          known.count += 1;
          if (known.packages.length < mostNamed) known.packages.push(`${hubById(record.hub).title}: ${record.name}`);
          papers.set(paper, known);
        }
        return '';
      },
      tail: () => [...papers].map(([paper, { count, packages }]) => paperEntry(paper, `Named by ${packages.join('; ')}${count > packages.length ? ` and ${count - packages.length} more` : ''}`)).join(''),
    };
  },
});

function paperEntry(paper: string, note: string): string {
  const [, kind = 'url', id = paper] = /^(arxiv|doi):(.*)$/su.exec(paper) ?? [];
  const key = `${kind === 'url' ? 'paper' : kind}_${id.replaceAll(/[^A-Za-z0-9]+/g, '_')}`;
  const lines = [...Object.entries(paperFields(kind, id)).map(([name, value]) => `  ${name} = {${asTex(value, true)}}`), `  note = {${asTex(note, false)}}`];
  return `\n@misc{${key},\n${lines.join(',\n')}\n}\n`;
}

function paperFields(kind: string, id: string): Readonly<Record<string, string>> {
  if (kind === 'arxiv') return { eprint: id, archivePrefix: 'arXiv', url: `https://arxiv.org/abs/${id}` };
  return kind === 'doi' ? { doi: id, url: `https://doi.org/${id}` } : { url: id };
}

/** An unbalanced brace would end the entry; in an address, percent signs and underscores stay. */
function asTex(text: string, isAddress: boolean): string {
  const line = onOneLine(text);
  return isAddress ? line.replaceAll(/[{}\\]/g, encodeURIComponent) : texText(line);
}

/** Lists for moving data, and citations. */
export const listFormats: readonly TableFormat[] = [cloneScript, addresses, rsyncList, globusBatch, bibliography];
