import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { dialog, shell } from 'electron';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { HostCalls } from '../core/engine/types.ts';
import type { CallArguments } from '../shared/contract/index.ts';
import { ExpectedError } from '../shared/result.ts';
import { openExternalLink } from './security/links.ts';

/** The calls that only a desktop answers: its dialogs, its browser, its file manager. */
export function makeHostCalls(parent: () => BrowserWindow | undefined): HostCalls {
  return {
    'mirrors.choose': ({ what }) => chooseMirror(parent(), what),
    'exports.chooseTarget': ({ format, suggestedName }) => chooseTarget(parent(), format, suggestedName),
    'files.choose': ({ what }) => chooseFile(parent(), what),
    'files.reveal': ({ path }) => revealFile(path),
    'links.open': ({ url }) => openExternalLink(parent(), url),
  };
}

async function chooseMirror(parent: BrowserWindow | undefined, what: CallArguments<'mirrors.choose'>['what']): Promise<{ paths: string[] | null }> {
  const options: OpenDialogOptions =
    what === 'folder'
      ? { title: 'Open a mirror', properties: ['openDirectory'] }
      : {
          title: 'Open archives of a mirror',
          properties: ['openFile', 'multiSelections'],
          filters: [
            { name: 'Archives (.tar.gz)', extensions: ['gz', 'tgz'] },
            { name: 'All files', extensions: ['*'] },
          ],
        };
  const chosen = await (parent === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
  return { paths: chosen.canceled || chosen.filePaths.length === 0 ? null : chosen.filePaths };
}

const imports: Readonly<Record<CallArguments<'files.choose'>['what'], { readonly title: string; readonly kind: string | null; readonly extensions: string[] }>> = {
  notes: { title: 'Import notes and tags', kind: 'JSON and CSV', extensions: ['json', 'csv', 'tsv', 'txt'] },
  views: { title: 'Import views', kind: 'JSON', extensions: ['json'] },
  measured: { title: 'Import measured results', kind: 'CSV', extensions: ['csv'] },
  // The export, or its manifest.
  export: { title: 'Choose an earlier export', kind: null, extensions: [] },
  // Keys come under any name: allowed_signers, id_ed25519.pub, web-flow.gpg.
  keys: { title: 'Import signing keys', kind: null, extensions: [] },
  peatmoss: { title: 'Join a PeaTMOSS database', kind: 'SQLite', extensions: ['db', 'sqlite', 'sqlite3'] },
  // Usually named .mailmap, which has no extension.
  aliases: { title: 'Import a mailmap', kind: null, extensions: [] },
};

async function chooseFile(parent: BrowserWindow | undefined, what: CallArguments<'files.choose'>['what']): Promise<{ path: string | null }> {
  const { title, kind, extensions } = imports[what];
  const options: OpenDialogOptions = {
    title,
    properties: ['openFile'],
    filters: [
      ...(kind === null ? [] : [{ name: kind, extensions }]),
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const chosen = await (parent === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
  return { path: chosen.canceled ? null : (chosen.filePaths[0] ?? null) };
}

type TargetFormat = CallArguments<'exports.chooseTarget'>['format'];

const targetTitles: Readonly<Record<TargetFormat, string>> = {
  csv: 'Export as CSV',
  tsv: 'Export as TSV',
  json: 'Export as JSON',
  jsonl: 'Export as JSON lines',
  parquet: 'Export as Parquet',
  sqlite: 'Export as SQLite',
  peatmoss: 'Export in the form of PeaTMOSS',
  clones: 'Export a clone script',
  urls: 'Export addresses',
  rsync: 'Export a list for rsync',
  globus: 'Export a batch for Globus',
  bibtex: 'Export as BibTeX',
  mirror: 'Export as a mirror folder',
  unpacked: 'Unpack to a new folder',
  mailmap: 'Export aliases as a mailmap',
  svg: 'Save as SVG',
  png: 'Save as PNG',
  graphml: 'Save as GraphML',
  gexf: 'Save as GEXF',
  dot: 'Save as DOT',
  cyjs: 'Save for Cytoscape',
};

const fileKinds: Readonly<Record<Exclude<TargetFormat, 'mirror' | 'unpacked'>, string>> = {
  csv: 'CSV', tsv: 'TSV', json: 'JSON', jsonl: 'JSON lines', parquet: 'Parquet', sqlite: 'SQLite', peatmoss: 'SQLite',
  clones: 'Shell script', urls: 'Text', rsync: 'Text', globus: 'Text', bibtex: 'BibTeX',
  svg: 'SVG', png: 'PNG', graphml: 'GraphML', gexf: 'GEXF', dot: 'DOT', cyjs: 'Cytoscape', mailmap: 'Mailmap',
};

/** Where the extension is not the form's own name. */
const extensions: Partial<Readonly<Record<TargetFormat, string>>> = { peatmoss: 'db', clones: 'sh', urls: 'txt', rsync: 'txt', globus: 'txt', bibtex: 'bib' };

async function chooseTarget(parent: BrowserWindow | undefined, format: TargetFormat, suggestedName: string): Promise<{ path: string | null }> {
  const options: SaveDialogOptions = {
    title: targetTitles[format],
    // A name only: the page does not choose the folder that the dialog opens in.
    defaultPath: basename(suggestedName.replaceAll('\\', '/')) || 'export',
    filters: format === 'mirror' || format === 'unpacked' ? [] : [{ name: fileKinds[format], extensions: [extensions[format] ?? format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const chosen = await (parent === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
  return { path: chosen.canceled || chosen.filePath === '' ? null : chosen.filePath };
}

async function revealFile(path: string): Promise<{ shown: boolean }> {
  const exists = isAbsolute(path) && (await stat(path).then(() => true, () => false));
  if (!exists) throw new ExpectedError('not-found', 'The file is not there any more.');
  shell.showItemInFolder(path);
  return { shown: true };
}
