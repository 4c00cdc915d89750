import { type BoundedFile, FormatError } from '../bytes.ts';
import { clipped, type Report } from '../report.ts';
import { openMember, type ZipMember } from '../zip.ts';
import type { PickleFindings } from './findings.ts';
import type { PickleHooks } from './machine.ts';
import { walkPickles } from './walk-file.ts';

const maxPickles = 64;

/** Walks every member of an archive whose name says that it is a pickle. Only cancelling is thrown. */
export function walkPickleMembers(file: BoundedFile, members: readonly ZipMember[], findings: PickleFindings, report: Report, hooks: PickleHooks = {}): void {
  const pickles = members.filter(({ name }) => /\.(pkl|pickle|joblib|dill)$/i.test(name));
  if (pickles.length > maxPickles) findings.stopEarly(`It holds ${pickles.length} pickles; ${maxPickles} are walked.`);
  for (const member of pickles.slice(0, maxPickles)) {
    try {
      walkPickles(openMember(file, member, (text) => report.problem(text)), findings, clipped(member.name), hooks);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      findings.stopEarly(error.message);
    }
  }
}
