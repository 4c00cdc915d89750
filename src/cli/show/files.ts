import type { ShownFile } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { hexLines } from '../../shared/text/hex-lines.ts';
import { shown, textTable } from '../table.ts';
import type { VerbContext } from '../verb.ts';
import { printableText } from './text.ts';

interface Asked {
  readonly mirror: string;
  readonly package: PackageKey;
}

/** `show --tab files`: the list at HEAD or another commit, or one file of it. */
export async function showFiles(context: VerbContext, asked: Asked, limit: number): Promise<void> {
  const commit = context.args.text('commit');
  const path = context.args.text('path');
  if (path === null) await showList(context, asked, commit, limit);
  else await showFile(context, asked, commit, path);
}

async function showList(context: VerbContext, asked: Asked, commit: string | null, limit: number): Promise<void> {
  const files = await context.call('packages.files', { ...asked, commit });
  if (context.args.flag('json')) return context.printJson(files);
  if (files.reason !== null) context.note(files.reason);
  context.print(
    textTable(files.files.slice(0, limit), [
      { title: 'size', align: 'right', value: (file) => shown(file.size) },
      { title: 'lfs', value: (file) => (file.lfs === null ? '' : file.lfs.present ? 'here' : 'pointer') },
      { title: 'format', value: (file) => shown(file.format) },
      { title: 'path', value: (file) => file.path, most: 120 },
    ]),
  );
  context.note(`${Math.min(limit, files.files.length)} of ${files.total} files, from ${files.source}${files.commit === null ? '' : ` at ${files.commit}`}`);
}

async function showFile(context: VerbContext, asked: Asked, commit: string | null, path: string): Promise<void> {
  const file = await context.call('packages.file', { ...asked, commit, path });
  if (file.kind === 'none') throw new ExpectedError('not-found', `${file.path}: ${file.reason}`);
  if (context.args.flag('json')) return context.printJson(file);
  const text = textOf(file);
  if (text !== null) context.print(text);
  context.note(noteOf(file));
}

function textOf(file: Exclude<ShownFile, { kind: 'none' }>): string | null {
  switch (file.kind) {
    case 'text':
      return printableText(file.text);
    case 'table':
      return file.rows.map((row) => row.map((cell) => printableText(cell).replaceAll(/[\t\n]/g, ' ')).join('\t')).join('\n');
    case 'binary':
    case 'image':
      return hexLines(Buffer.from(file.base64, 'base64').subarray(0, 512)).join('\n');
    case 'absent':
      return null;
  }
}

function noteOf(file: Exclude<ShownFile, { kind: 'none' }>): string {
  const facts = [
    file.magic,
    file.kind === 'text' ? file.encoding : null,
    file.kind === 'image' ? `${file.width} × ${file.height} pixels` : null,
    file.size === null ? null : `${shown(file.size)} bytes`,
    file.lfs === null ? null : `Git LFS, sha256 ${file.lfs.oid}`,
    'to' in file && file.size !== null && file.to < file.size ? `cut after ${shown(file.to)}` : null,
    'reason' in file ? file.reason : null,
  ];
  return facts.filter((fact) => fact !== null && fact !== '').join('; ');
}
