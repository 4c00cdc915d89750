import { PickleFindings } from '../pickle/findings.ts';
import { walkPickleMembers } from '../pickle/walk-members.ts';
import type { WeightReader } from '../reader.ts';
import { clipped } from '../report.ts';
import { readZip } from '../zip.ts';

/** A zip archive of no known kind, or one whose directory is broken: members that are pickles by name are walked, the rest is not looked into. */
export const otherZip: WeightReader = {
  id: 'zip',
  title: 'zip archive',
  names: ['pytorch', 'pickle', 'keras', 'numpy'],
  recognises: ({ start }) => start.length > 4 && start.readUInt16LE(0) === 0x4b50 && [0x0403, 0x0605].includes(start.readUInt16LE(2)),
  read: (file, report) => {
    report.partial = 'It is a zip archive of no known kind; other members than pickles are not looked into.';
    const { members, problems } = readZip(file);
    for (const problem of problems.rows) report.problem(problem);
    report.fact('Members', members.length);
    for (const { name, size } of members.slice(0, 1000)) report.meta(clipped(name), `${size} bytes`);
    report.code = new PickleFindings();
    walkPickleMembers(file, members, report.code, report);
  },
};
