import type { CallAnswer, PackageDetail } from '../../../shared/contract/index.ts';
import { normaliseLicense } from '../../mirror/index.ts';
import { insideClone, type PackageClone } from '../clone.ts';
import { readContent } from '../content.ts';
import { TreeFinder } from '../tree-paths.ts';
import { lookForAttributes } from './attributes.ts';
import { isSameLicence, licenceFile, licenceOfText, maxLicenceBytes } from './licence-text.ts';

type Evidence = CallAnswer<'packages.evidence'>;
type Licence = Evidence['licence'];

export interface EvidenceInput {
  readonly detail: PackageDetail;
  readonly clone: PackageClone | null;
  readonly card: CallAnswer<'packages.card'>;
  readonly files: CallAnswer<'packages.files'>;
  /** Where in the repository the package lies; its licence may lie there or at the top. */
  readonly folder: string | null;
}

/** What card, files and clone of a package show beside what its records state. Never throws for what a repository holds. */
export function readEvidence({ detail, clone, card, files, folder }: EvidenceInput): Evidence {
  const licences = clone === null ? [] : licenceFiles(clone, folder ?? '');
  return {
    contents: files.source === 'clone' ? contentsOf(files) : null,
    licence: { stated: detail.license, files: [...licences], verdict: verdictOf(detail.license, licences) },
    attributes: [...lookForAttributes({ detail, card: card.kind === 'card' ? card.text : null, files: files.source === 'none' ? null : files.files.map(({ path }) => path) })],
    card: card.kind === 'card' ? card.source : null,
    files: files.source,
  };
}

function contentsOf({ files, total }: CallAnswer<'packages.files'>): NonNullable<Evidence['contents']> {
  const pointers = files.filter(({ lfs }) => lfs !== null);
  const here = pointers.filter(({ lfs }) => lfs?.present === true);
  const missing = files.filter(({ size, kind }) => size === null && kind !== 'submodule').length;
  const sum = (list: typeof files): number => list.reduce((bytes, { size }) => bytes + (size ?? 0), 0);
  const kind = missing > 0 || (here.length > 0 && here.length < pointers.length) ? 'partial' : pointers.length > here.length ? 'pointers' : 'whole';
  return { kind, files: total, pointers: pointers.length, pointersHere: here.length, pointerBytes: sum(pointers), pointerBytesHere: sum(here), missing };
}

const mostLicenceFiles = 10;

/** Licence files at the top of the repository and in the package's own folder. */
function licenceFiles(clone: PackageClone, folder: string): Licence['files'] {
  return insideClone(
    clone,
    (opened) => {
      const finder = new TreeFinder(opened.repository, opened.head);
      const found = [...new Set(['', folder])].flatMap((path) => {
        const place = finder.find(path);
        const entries = place?.kind === 'folder' ? finder.entries(place.sha).filter(({ name }) => licenceFile.test(name)) : [];
        return entries.flatMap(({ name }) => finder.find(path === '' ? name : `${path}/${name}`) ?? []).filter(({ kind }) => kind === 'file' || kind === 'executable');
      });
      return found.slice(0, mostLicenceFiles).map((file) => {
        const content = readContent(opened, file, maxLicenceBytes);
        const license = content.kind === 'bytes' ? licenceOfText(new TextDecoder().decode(content.bytes)) : null;
        return { path: file.path, license: license === null ? null : normaliseLicense(license).value };
      });
    },
    () => [],
  );
}

/** How the stated licence stands to the words of the licence files. */
function verdictOf(stated: string | null, files: Licence['files']): Licence['verdict'] {
  const known = files.flatMap(({ license }) => (license === null ? [] : [license]));
  if (files.length === 0) return stated === null ? 'none' : 'stated-only';
  if (known.length === 0) return 'not-recognised';
  if (stated === null) return 'text-only';
  return known.some((license) => isSameLicence(license, stated)) ? 'agrees' : 'conflicts';
}
