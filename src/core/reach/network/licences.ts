/** What a licence asks of works made from a model, as far as it decides whether another licence may follow. */
type Demand = 'same' | 'no-commerce' | 'no-derivatives' | 'use-rules' | 'none';

/** Spellings are SPDX ids, or the hubs' own in lower case. The first that fits counts. */
const demands: readonly (readonly [RegExp, Demand])[] = [
  [/^cc-by(-nc)?-nd/, 'no-derivatives'],
  [/^cc-by-nc|non-?commercial|^research-only$|^fair-noncommercial/, 'no-commerce'],
  [/^(gpl|agpl|cc-by-sa|osl|eupl)(-|$)/, 'same'],
  [/rail|^llama|^gemma$|^deepseek$|^tongyi-qianwen/, 'use-rules'],
  [/^(apache|mit|bsd|cc0|cc-by-\d|unlicense|isc|zlib|artistic|wtfpl|pddl|odc-by|ecl|afl|bsl-1|ms-pl|mpl|lgpl)/, 'none'],
];

function demandOf(licence: string): Demand | null {
  const key = licence.toLowerCase();
  return demands.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}

/** Licences in whose place the other may stand (one way), by their families. */
const successors: readonly (readonly [RegExp, RegExp])[] = [
  [/^gpl-2\.0-or-later$/, /^a?gpl-3\.0/],
  [/^gpl-3\.0/, /^agpl-3\.0/],
  [/^cc-by-sa-4\.0$/, /^gpl-3\.0/],
  [/^cc-by-sa-\d/, /^cc-by-sa-\d/],
];

/**
 * Why what was made from a model may not have its licence, in words; null where the licences go together or one of them is
 * not known to these rules ("other", a name of the hub's own). The rules look at names alone and are no legal advice.
 */
export function licenceConflict(base: string | null, derived: string | null): string | null {
  if (base === null || derived === null) return null;
  const [left, right] = [base.toLowerCase(), derived.toLowerCase()];
  const [asked, given] = [demandOf(left), demandOf(right)];
  if (asked === null || given === null || left === right) return asked === 'no-derivatives' ? noDerivatives(base) : null;
  switch (asked) {
    case 'no-derivatives':
      return noDerivatives(base);
    case 'no-commerce':
      return given === 'no-commerce' || given === 'no-derivatives' ? null : `${base} of the base forbids commercial use, which ${derived} allows.`;
    case 'same':
      return familyOf(left) === familyOf(right) || successors.some(([from, to]) => from.test(left) && to.test(right)) ? null : `${base} of the base asks for the same licence, not ${derived}.`;
    case 'use-rules':
      return given === 'none' || given === 'same' ? `${base} of the base asks that its rules of use be passed on, which ${derived} does not.` : null;
    case 'none':
      return null;
  }
}

function noDerivatives(base: string): string {
  return `${base} of the base forbids sharing what is made from it.`;
}

/** GPL-3.0-only and GPL-3.0-or-later are one family. */
function familyOf(licence: string): string {
  return licence.replace(/-(only|or-later)$/, '');
}
