import type { DocumentFormat, WriteDocument } from '../types.ts';
import { loadBillSchema } from '../bill/schemas.ts';
import type { CycloneDxVersion } from '../bill/write-cyclonedx.ts';

/** Forms that are more than a row per package stand on measures, schemas and cards: what writes one is loaded when one is asked for. */
function loadedLater(described: Omit<DocumentFormat, 'kind' | 'prepare' | 'write'>, load: () => Promise<WriteDocument>): DocumentFormat {
  let loaded: WriteDocument | null = null;
  return {
    kind: 'document',
    ...described,
    prepare: async () => {
      loaded ??= await load();
    },
    write: (work, file) => {
      if (loaded === null) throw new Error(`What writes ${described.info.id} is loaded before it is written`);
      return loaded(work, file);
    },
  };
}

function cycloneDx(version: CycloneDxVersion): DocumentFormat {
  const form = `cyclonedx-${version}` as const;
  return loadedLater({
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

const spdx = loadedLater({
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

const report = loadedLater({
  info: { id: 'report', group: 'report', title: 'Report', description: 'One HTML page with every measure and the reach of maintainers, as tables and charts; it needs no network.', target: 'file', extension: 'html', choosable: false },
  notes: [
    'One HTML page, UTF-8, without scripts and without addresses that are fetched; a policy within it forbids both.',
    'It names no time of its own and no place of the machine. Aliases, lists of measured results and the last earlier state of whoever made it enter its numbers.',
  ],
  estimate: () => 800_000,
}, async () => (await import('../write-report.ts')).writeReportOf);

/** Forms of one file that is more than a row per package. */
export const documentFormats: readonly DocumentFormat[] = [cycloneDx('1.6'), cycloneDx('1.7'), spdx, report];
