import type { BoundedFile } from '../bytes.ts';
import type { WeightReader } from '../reader.ts';

const signature = Buffer.from('\u0089HDF\r\n\u001a\n', 'latin1');
const searched = 512 * 1024;

/**
 * HDF5, by "HDF5 File Format Specification Version 3.0", II.A: the superblock stands at byte 0, 512, 1024, 2048 …. Recognised with its version; of
 * what is inside only the word by which Keras keeps a Lambda layer is looked for, which is Python bytecode in the attribute model_config.
 */
export const hdf5: WeightReader = {
  id: 'hdf5',
  title: 'HDF5',
  names: ['keras', 'tensorflow'],
  recognises: ({ start }) => superblockAt(start) !== null,
  read: (file, report) => {
    const at = superblockAt(file.start(4096)) ?? 0;
    if (at > 0) report.problem(`${at} bytes stand before its superblock.`);
    const version = file.readAt(at + 8, 1)[0] ?? 0;
    report.fact('Superblock version', version);
    if (version > 3) report.problem(`The superblock version ${version} is not known.`);
    report.notExamined = 'HDF5: its tensors are not listed';
    if (holds(file, 0, 'class_name": "Lambda') || holds(file, Math.max(0, file.size - searched), 'class_name": "Lambda')) report.holdsCode = 'Lambda layer';
    else report.note(`No Lambda layer was found in its first and last ${searched / 1024} kB; one further inside would not be found.`);
  },
};

function superblockAt(start: Buffer): number | null {
  return [0, 512, 1024, 2048].find((at) => start.subarray(at, at + 8).equals(signature)) ?? null;
}

function holds(file: BoundedFile, at: number, text: string): boolean {
  return file.readAt(at, Math.min(searched, file.size - at)).includes(text, 0, 'latin1');
}
