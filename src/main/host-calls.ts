import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { dialog, shell } from 'electron';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { HostCalls } from '../core/engine/types.ts';
import type { CallAnswer, CallArguments } from '../shared/contract/index.ts';
import { ExpectedError } from '../shared/result.ts';
import { openExternalLink } from './security/links.ts';

/** The calls that only a desktop answers: its dialogs, its browser, its file manager. `formats`: what packages can be exported as. */
export function makeHostCalls(parent: () => BrowserWindow | undefined, formats: () => Promise<Formats>): HostCalls {
  return {
    'mirrors.choose': ({ what }) => chooseMirror(parent(), what),
    'exports.chooseTarget': async (asked) => chooseTarget(parent(), asked, await formats()),
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
  dashboards: { title: 'Import dashboards', kind: 'JSON', extensions: ['json'] },
  measured: { title: 'Import measured results', kind: 'CSV', extensions: ['csv'] },
  // The export, or its manifest.
  export: { title: 'Choose an earlier export', kind: null, extensions: [] },
  // Keys come under any name: allowed_signers, id_ed25519.pub, web-flow.gpg.
  keys: { title: 'Import signing keys', kind: null, extensions: [] },
  peatmoss: { title: 'Join a PeaTMOSS database', kind: 'SQLite', extensions: ['db', 'sqlite', 'sqlite3'] },
  subsets: { title: 'Import subsets', kind: 'JSON', extensions: ['json'] },
  // Text, a table, or a manifest.
  packages: { title: 'Import a list of packages', kind: null, extensions: [] },
  // Usually named .mailmap, which has no extension.
  aliases: { title: 'Import a mailmap', kind: null, extensions: [] },
  decision: { title: 'Import a decision', kind: 'JSON', extensions: ['json'] },
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

/** What is no export of packages; those tell themselves what they are. */
const otherTargets: Partial<Readonly<Record<TargetFormat, { readonly title: string; readonly kind: string }>>> = {
  unpacked: { title: 'Unpack to a new folder', kind: '' },
  mailmap: { title: 'Export aliases as a mailmap', kind: 'Mailmap' },
  md: { title: 'Export as Markdown', kind: 'Markdown' },
  svg: { title: 'Save as SVG', kind: 'SVG' },
  png: { title: 'Save as PNG', kind: 'PNG' },
  graphml: { title: 'Save as GraphML', kind: 'GraphML' },
  gexf: { title: 'Save as GEXF', kind: 'GEXF' },
  dot: { title: 'Save as DOT', kind: 'DOT' },
  cyjs: { title: 'Save for Cytoscape', kind: 'Cytoscape' },
};

type Formats = CallAnswer<'exports.formats'>['formats'];

async function chooseTarget(parent: BrowserWindow | undefined, { format, suggestedName, as }: CallArguments<'exports.chooseTarget'>, formats: Formats): Promise<{ path: string | null }> {
  const other = otherTargets[format];
  const info = formats.find(({ id }) => id === format);
  const isFolder = (as ?? info?.target ?? (format === 'unpacked' ? 'folder' : 'file')) === 'folder';
  const extension = info?.target === 'folder' ? 'tar.gz' : (info?.extension ?? format);
  const options: SaveDialogOptions = {
    title: other?.title ?? `Export: ${info?.title ?? format}`,
    // A name only: the page does not choose the folder that the dialog opens in.
    defaultPath: basename(suggestedName.replaceAll('\\', '/')) || 'export',
    filters: isFolder ? [] : [{ name: other?.kind ?? info?.title ?? format, extensions: [extension] }],
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
