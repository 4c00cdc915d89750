import { verdictKinds } from '../../../shared/contract/index.ts';
import { pluralText } from '../../../shared/text/quantity.ts';
import { clipped, type Report, type WeightDetail } from './report.ts';

export type Verdict = WeightDetail['file']['verdict'];

const namedImports = 4;

/**
 * What is said of code in a file, by an allow-list alone. A walk that did not reach the end is never better than "could not be parsed whole",
 * and says beside it what it met.
 */
export function verdictOf(report: Report, outcome: WeightDetail['file']['outcome']): Verdict {
  const { code } = report;
  const isPartial = outcome !== 'whole' || report.partial !== null || (code !== null && code.partial !== null);
  const others = code === null ? [] : [...new Set(code.imports.filter(({ known }) => !known).map(({ name }) => name))];
  if (others.length > 0 || code?.hasMoreOther === true) {
    const more = others.length - namedImports + (code?.moreImports ?? 0);
    const named = others.slice(0, namedImports).map((name) => clipped(name, 80)).join(', ');
    return { kind: 'other-imports', text: `Other imports: ${named}${more > 0 ? ` and ${more} more` : ''}${isPartial ? '; could not be parsed whole' : ''}` };
  }
  if (report.holdsCode !== null) return { kind: 'holds-code', text: `Holds code: ${clipped(report.holdsCode, 300)}` };
  if (isPartial) return { kind: 'unparsed', text: 'Could not be parsed whole' };
  if (report.notExamined !== null) return { kind: 'not-examined', text: report.notExamined };
  if (code !== null && code.imports.length > 0) return { kind: 'known-imports', text: 'Only known imports' };
  return { kind: 'no-imports', text: code === null ? 'No pickle inside' : 'No imports' };
}

/** The worst of several, with what it leaves open; null where there is none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict | null {
  for (const kind of verdictKinds) {
    const same = verdicts.filter((verdict) => verdict.kind === kind);
    const [first] = same;
    if (first === undefined) continue;
    const absent = kind === 'content-absent' ? 0 : verdicts.filter((verdict) => verdict.kind === 'content-absent').length;
    return { kind, text: `${first.text}${same.length === 1 ? '' : `, and ${pluralText(same.length - 1, 'file')} more like it`}${absent === 0 ? '' : `; the content of ${pluralText(absent, 'file')} is not here`}` };
  }
  return null;
}
