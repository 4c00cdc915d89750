// Forms that stand on clones, measures, schemas or cards: what they are stands here, what writes one is loaded when somebody asks for it.
import type { DocumentFormat, FolderFormat, WriteDocument } from '../types.ts';
import { loadBillSchema } from '../bill/schemas.ts';
import type { CycloneDxVersion } from '../bill/write-cyclonedx.ts';

/** What is loaded at the first wish and stays; `loaded` throws before. */
function later<Loaded>(load: () => Promise<Loaded>): { readonly prepare: () => Promise<void>; readonly loaded: () => Loaded } {
  let held: { readonly loaded: Loaded } | null = null;
  return {
    prepare: async () => {
      held ??= { loaded: await load() };
    },
    loaded: () => {
      if (held === null) throw new Error('A form is prepared before it is used');
      return held.loaded;
    },
  };
}

const mirrorWriter = later(() => import('../mirror-folder/write-mirror.ts'));

/** A smaller mirror, laid out as the dataset's generator writes it, that this program and the dataset's tools can read. */
export const mirrorSubset: FolderFormat = {
  kind: 'folder',
  info: {
    id: 'mirror', group: 'packages', title: 'Mirror subset', description: "The chosen packages' original records, and their clones if wanted, as a smaller mirror.",
    target: 'folder', extension: '', choosable: false, choices: ['clones', 'packed', 'renumber'],
  },
  notes: [
    'Records keep their bytes, ids and order; those of compact files and of JSON lines are laid out as json.dump(indent=4) does.',
    'Clones are listed with their HEAD commit and their bytes; their files are not hashed here, since git names them by their content.',
    'The HTML pages below html/metadata are not part of a subset.',
  ],
  prepare: mirrorWriter.prepare,
  measure: (work) => mirrorWriter.loaded().measure(work),
  write: (work, size, place) => mirrorWriter.loaded().write(work, size, place),
};

function documentFormat(described: Omit<DocumentFormat, 'kind' | 'prepare' | 'write'>, load: () => Promise<WriteDocument>): DocumentFormat {
  const { prepare, loaded } = later(load);
  return { kind: 'document', ...described, prepare, write: (work, file) => loaded()(work, file) };
}

function cycloneDx(version: CycloneDxVersion): DocumentFormat {
  const form = `cyclonedx-${version}` as const;
  return documentFormat({
    info: { id: form, group: 'bill', title: `CycloneDX ${version}`, description: 'A bill of materials with model cards, datasets, ancestors, files with hashes and licences.', target: 'file', extension: 'cdx.json', choosable: false },
    notes: [
      'Every component was held against the official JSON schema before it was written; what is not valid is left out and named.',
      'Licences are SPDX ids or left out; what the hub states instead is the property ptmx:licence-as-stated.',
      'SHA-256 of files is that of LFS pointers or of the hub\'s record. Ids of git blobs are no hashes of files and are not told.',
      'The serial number is made of what the bill holds, its time is the newest date that the mirror states of these packages.',
    ],
    estimate: (packages) => packages * 1200,
  }, async () => {
    const [{ cycloneDxWriter }] = await Promise.all([import('../bill/write-cyclonedx.ts'), loadBillSchema(form)]);
    return cycloneDxWriter(version);
  });
}

const spdx = documentFormat({
  info: { id: 'spdx-3.0.1', group: 'bill', title: 'SPDX 3.0.1', description: 'A bill of materials as JSON-LD: AI packages, datasets, ancestors, files with hashes and licences.', target: 'file', extension: 'spdx.json', choosable: false },
  notes: [
    'Every element was held against the official JSON schema before it was written; a package with one that is not valid is left out and named.',
    'A licence is an SPDX id or NoAssertionLicense; what the hub states instead is the comment of the package.',
    'SHA-256 of files is that of LFS pointers or of the hub\'s record. Ids of git blobs are no hashes of files and are not told.',
    'The names of elements are made of what the bill holds; its time is the newest date that the mirror states of these packages.',
    'A profile is named only where every element has what it asks for.',
  ],
  estimate: (packages) => packages * 2300,
}, async () => {
  const [{ writeSpdx }] = await Promise.all([import('../bill/write-spdx.ts'), loadBillSchema('spdx-3.0.1')]);
  return writeSpdx;
});

const report = documentFormat({
  info: { id: 'report', group: 'report', title: 'Report', description: 'One HTML page with every measure and the reach of maintainers, as tables and charts; it needs no network.', target: 'file', extension: 'html', choosable: false },
  notes: [
    'One HTML page, UTF-8, without scripts and without addresses that are fetched; a policy within it forbids both.',
    'It names no time of its own and no place of the machine. Aliases, lists of measured results and the last earlier state of whoever made it enter its numbers.',
  ],
  estimate: () => 800_000,
}, async () => (await import('../write-report.ts')).writeReportOf);

/** Forms of one file that is more than a row per package. */
export const documentFormats: readonly DocumentFormat[] = [cycloneDx('1.6'), cycloneDx('1.7'), spdx, report];
