import { inflateSync, gunzipSync } from 'node:zlib';
import { codeOf } from '../../../../shared/result.ts';
import { BoundedFile, bytesSource, FormatError } from '../bytes.ts';
import { Cursor } from '../cursor.ts';
import { PickleFindings } from '../pickle/findings.ts';
import { walkPickle } from '../pickle/walk.ts';
import { walkPickles } from '../pickle/walk-file.ts';
import type { Probe, WeightReader } from '../reader.ts';
import { clipped, type Report } from '../report.ts';
import { TorchTensors } from './torch-tensors.ts';

const pickleNames = /\.(pkl|pickle|joblib|dill|pt|pth|ckpt|pdparams)$|(^|\/)(pytorch_model|adapter_model|diffusion_pytorch_model|consolidated|optimizer|scheduler|training_args|model)[^/]*\.bin$/;
/** MAGIC_NUMBER of torch/serialization.py as a pickle of protocol 2. */
const torchMagic = Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex');
const otherCompression: readonly (readonly [start: string, name: string])[] = [['425a68', 'bzip2'], ['fd377a585a00', 'xz'], ['5d0000', 'LZMA'], ['04224d18', 'LZ4'], ['28b52ffd', 'Zstandard']];

/**
 * Pickle of any protocol, by Lib/pickletools.py of CPython: what it would import and call, nothing of it run. Also what torch.save wrote
 * before PyTorch 1.6 (five pickles, then the values of each storage behind its length in 8 bytes) and what joblib writes (a pickle with arrays
 * between, perhaps compressed as a whole).
 */
export const pickle: WeightReader = {
  id: 'pickle',
  title: 'Pickle',
  names: ['pickle', 'pytorch', 'paddle'],
  recognises: (probe) => hasSignature(probe) || (pickleNames.test(probe.path) && probe.members === null && probe.size > 0),
  read: (file, report) => {
    const findings = new PickleFindings();
    report.code = findings;
    const start = file.start(16);
    const compressed = otherCompression.find(([magic]) => start.toString('hex').startsWith(magic))?.[1];
    if (start.subarray(0, torchMagic.length).equals(torchMagic)) readLegacyTorch(file, findings, report);
    else if (compressed !== undefined) findings.stopEarly(`It is compressed with ${compressed}, which is not read.`);
    else if (isDeflated(start)) walkPickles(inflated(file, findings, report), findings, 'decompressed');
    else {
      walkPickles(file, findings, null, new TorchTensors(report).hooks);
      noteArchiveBehind(file, report);
    }
    report.fact('Pickles', findings.pickles);
  },
};

function hasSignature({ start }: Probe): boolean {
  // Protocols 0 and 1 have none: an import at the very start is what an attack in such a file looks like.
  return (start[0] === 0x80 && (start[1] ?? 255) <= 5 && start.length > 2) || /^\(*[ci][A-Za-z_][\w.]*\n[\w.]+\n/.test(start.toString('latin1', 0, 512));
}

function readLegacyTorch(file: BoundedFile, findings: PickleFindings, report: Report): void {
  report.fact('Written by', 'torch.save before PyTorch 1.6');
  const tensors = new TorchTensors(report);
  const cursor = new Cursor(file);
  const parts = ['magic number', 'protocol', 'system', 'objects', 'storage keys'];
  try {
    for (const where of parts) walkPickle(cursor, { findings, where: where === 'objects' ? null : where, depth: 0, hooks: where === 'objects' ? tensors.hooks : {} });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return findings.stopEarly(error.message);
  }
  report.fact('Storages', tensors.count);
  const expected = tensors.bytes + 8 * tensors.count;
  if (cursor.left < expected) report.problem(`Its storages have ${expected} bytes; ${cursor.left} are left in the file.`);
  else if (cursor.left > expected) {
    cursor.skip(expected);
    findings.stopEarly(`${cursor.left} bytes behind the last storage, from byte ${cursor.place} on, belong to none.`);
    walkPickles(file.slice(cursor.position, cursor.left), findings, 'behind the storages');
  }
}

function isDeflated(start: Buffer): boolean {
  return (start[0] === 0x1f && start[1] === 0x8b) || (start[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(start[1] ?? 0));
}

/** The whole content where it is small, else the start of it, which is then said. */
function inflated(file: BoundedFile, findings: PickleFindings, report: Report): BoundedFile {
  const most = file.budget.limits.maxBytesHeld;
  const isGzip = file.start(1)[0] === 0x1f;
  report.fact('Compressed with', isGzip ? 'gzip' : 'zlib');
  const inflate = isGzip ? gunzipSync : inflateSync;
  const attempt = (length: number, ceiling: number): Buffer | null => {
    try {
      // Z_SYNC_FLUSH is 2: a stream that is cut gives what it has.
      return inflate(file.readAt(0, length), { maxOutputLength: ceiling, finishFlush: 2 });
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ERR_BUFFER_TOO_LARGE') return null;
      if (code.startsWith('Z_')) throw new FormatError('malformed', `It cannot be decompressed (${clipped(code)}).`);
      throw error;
    }
  };
  const whole = file.size <= most ? attempt(file.size, most) : null;
  if (whole === null) findings.stopEarly(`It has more than ${most} bytes when decompressed; its start is looked at.`);
  // 8 kB of input expand to 8.5 MB at most.
  const bytes = whole ?? attempt(Math.min(file.size, 8192), 8192 * 1032 + 64) ?? Buffer.alloc(0);
  return new BoundedFile(bytesSource(bytes), file.budget);
}

/** A file that is a pickle from the front and an archive from the back is read as either, by different programs. */
function noteArchiveBehind(file: BoundedFile, report: Report): void {
  const length = Math.min(file.size, 22);
  if (length === 22 && file.readAt(file.size - length, length).readUInt32LE(0) === 0x06054b50) report.problem('It begins as a pickle and ends as a zip archive; programs differ in which they read.');
}
