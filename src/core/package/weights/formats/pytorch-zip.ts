import { pluralText } from '../../../../shared/text/quantity.ts';
import { type BoundedFile, FormatError } from '../bytes.ts';
import { PickleFindings } from '../pickle/findings.ts';
import { walkPickleMembers } from '../pickle/walk-members.ts';
import type { WeightReader } from '../reader.ts';
import { clipped, type Report } from '../report.ts';
import { openMember, readZip, type ZipMember } from '../zip.ts';
import { TorchTensors } from './torch-tensors.ts';

/**
 * What torch.save writes since PyTorch 1.6, by torch/serialization.py and caffe2/serialize/inline_container.h: a zip archive of stored
 * members below one folder, `data.pkl` with the objects, `data/<key>` with the values of each storage, `version`, `byteorder`. A TorchScript
 * archive has its program in `code/`.
 */
export const pytorchZip: WeightReader = {
  id: 'pytorch',
  title: 'PyTorch',
  names: ['pytorch', 'pickle'],
  recognises: ({ members }) => members?.some(({ name }) => /(^|\/)(data|constants)\.pkl$/.test(name)) === true,
  read: (file, report) => {
    const { members, problems } = readZip(file);
    for (const problem of problems.rows) report.problem(problem);
    report.fact('Members', members.length);
    for (const label of ['version', 'byteorder', '.format_version']) report.fact(label, smallText(file, members, label, report));
    const findings = new PickleFindings();
    report.code = findings;
    const tensors = new TorchTensors(report);
    walkPickleMembers(file, members, findings, report, tensors.hooks);
    checkStorages(members, tensors, report);
    const code = members.filter(({ name }) => /(^|\/)code\/.*\.py$/.test(name));
    if (code.length > 0) report.holdsCode = `TorchScript program in ${pluralText(code.length, 'file')}`;
  },
};

function smallText(file: BoundedFile, members: readonly ZipMember[], label: string, report: Report): string | null {
  const member = members.find(({ name, size }) => name.endsWith(`/${label}`) && size <= 100);
  if (member === undefined) return null;
  try {
    const content = openMember(file, member, (text) => report.problem(text));
    return content.start(100).toString('latin1').replace(/[^ -~]/g, ' ').trim();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    report.problem(error.message);
    return null;
  }
}

function checkStorages(members: readonly ZipMember[], tensors: TorchTensors, report: Report): void {
  const sizes = new Map<string, number>();
  for (const { name, size } of members) {
    const key = /^[^/]+\/data\/(.+)$/.exec(name)?.[1];
    if (key !== undefined) sizes.set(key, size);
  }
  report.fact('Storages', tensors.count);
  for (const key of tensors.keys()) {
    const stated = tensors.bytesOf(key);
    const size = sizes.get(key);
    if (size === undefined) report.problem(`The storage ${clipped(key, 60)} has no member.`);
    else if (stated !== null && stated !== 0 && stated !== size) report.problem(`The storage ${clipped(key, 60)} has ${size} bytes and is said to have ${stated}.`);
  }
}
