import { foldViewName, freeViewName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';

/** What the user gave a name: names are compared without regard to case, accents and space. */
interface Named {
  readonly name: string;
}

/** `what`: "view". */
export function refuseTaken(what: string, name: string, others: readonly Named[], hint = 'Choose another name.'): void {
  const other = others.find((candidate) => foldViewName(candidate.name) === foldViewName(name));
  if (other) throw new ExpectedError('refused', `There is a ${what} named “${other.name}” already.`, hint);
}

export function changedElsewhere(what: string, name: string): ExpectedError {
  return new ExpectedError('refused', `The ${what} “${name}” was changed elsewhere meanwhile.`, 'It was left as it is.');
}

/** What to take in beside what is `there`: a name that is taken gets a number, and those above the limit are left out. */
export function chooseNew<Content extends Named>(contents: readonly Content[], there: readonly Content[], most: number, isSame: (left: Content, right: Content) => boolean) {
  const all = [...there];
  const names = new Set(there.map(({ name }) => foldViewName(name)));
  const chosen = { fresh: [] as Content[], renamed: [] as { from: string; to: string }[], same: 0, leftOut: [] as string[] };
  for (const content of contents) {
    if (all.some((other) => isSame(other, content))) chosen.same += 1;
    else if (all.length >= most) chosen.leftOut.push(content.name);
    else {
      const name = freeViewName(content.name, (folded) => names.has(folded));
      if (name !== content.name) chosen.renamed.push({ from: content.name, to: name });
      names.add(foldViewName(name));
      all.push({ ...content, name });
      chosen.fresh.push({ ...content, name });
    }
  }
  return chosen;
}
