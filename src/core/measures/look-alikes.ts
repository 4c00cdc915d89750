/** Letters that look alike at a glance, as one of them: what typosquatters use. Latin, Greek, Cyrillic and digits. */
const lookAlikes: Readonly<Record<string, string>> = {
  0: 'o', 1: 'l', i: 'l', '|': 'l', 5: 's', '$': 's', а: 'a', α: 'a', е: 'e', ε: 'e', о: 'o', ο: 'o', р: 'p', ρ: 'p', с: 'c', у: 'y', х: 'x', ѕ: 's', і: 'l', ι: 'l', ј: 'j', һ: 'h', ԁ: 'd', ɡ: 'g', ո: 'n', ν: 'v', ѵ: 'v', κ: 'k', к: 'k', м: 'm', т: 't', в: 'b', н: 'h',
};

/** What a name looks like: lower case, without accents and punctuation, look-alike letters as one, `rn` as `m`, `vv` as `w`. */
export function skeletonOf(name: string): string {
  const letters = [...name.normalize('NFKD').toLowerCase()].flatMap((letter) => (/[\p{L}\p{N}|$]/u.test(letter) ? [lookAlikes[letter] ?? letter] : []));
  return letters.join('').replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** Shorter names are one letter apart by chance. */
const shortestOwner = 5;

export type LikenessKind = 'look' | 'edit';

/** Two names, by their places in the list given. */
export interface Likeness {
  readonly left: number;
  readonly right: number;
  /** `look`: they look the same. `edit`: one letter more, less, other, or two neighbours exchanged. */
  readonly kind: LikenessKind;
}

/**
 * Pairs of distinct names that look the same or are one edit apart (Damerau's four operations, on lower case), each pair once. Found by the names that
 * come of leaving one letter out, so that the work grows with the letters of all names, not with their pairs. Names under five letters are left out.
 */
export function findLookAlikes(names: readonly string[], pause: () => void = () => undefined): readonly Likeness[] {
  const lower = names.map((name) => name.toLowerCase());
  const pairs = new Map<number, Likeness>();
  const add = (one: number, two: number, kind: LikenessKind): void => {
    if (one === two || lower[one] === lower[two] && names[one] === names[two]) return;
    const [left, right] = one < two ? [one, two] : [two, one];
    const key = left * names.length + right;
    if (!pairs.has(key)) pairs.set(key, { left, right, kind });
  };
  bySameKey(lower.map((name, at) => [at, name.length >= shortestOwner ? skeletonOf(name) : '']), (one, two) => add(one, two, 'look'));
  const forms = shortenedForms(lower, pause);
  for (let from = 0; from < forms.length; ) {
    const hash = hashOfForm(forms[from] as number);
    let until = from + 1;
    while (until < forms.length && hashOfForm(forms[until] as number) === hash) until += 1;
    for (let one = from; one < until; one += 1) {
      for (let two = one + 1; two < until; two += 1) {
        const [left, right] = [(forms[one] as number) % mostNames, (forms[two] as number) % mostNames];
        if (left !== right && isOneEdit(lower[left] as string, lower[right] as string)) add(left, right, 'edit');
      }
    }
    from = until;
  }
  return [...pairs.values()];
}

const longestOwner = 64;
/** More owners than any hub has; a hash of 32 bits and a place below it fill a double. */
const mostNames = 2 ** 21;

/** Each name, and what comes of leaving one letter out, as a hash and the name's place below it; sorted. Equal hashes of unequal forms are told apart later. */
function shortenedForms(names: readonly string[], pause: () => void): Float64Array {
  const forms: number[] = [];
  for (const [at, name] of names.slice(0, mostNames).entries()) {
    if (at % 4096 === 0) pause();
    const { length } = name;
    if (length < shortestOwner || length > longestOwner) continue;
    // after[i]: the hash of what stands from i on, so that each form costs one step.
    const after = new Int32Array(length + 1);
    let power = 1;
    for (let place = length - 1; place >= 0; place -= 1) {
      after[place] = (Math.imul(name.charCodeAt(place), power) + (after[place + 1] as number)) | 0;
      power = Math.imul(power, hashBase);
    }
    const add = (hash: number): void => void forms.push((hash >>> 0) * mostNames + at);
    add(after[0] as number);
    // Before the place that is left out, letters move down by one power.
    for (let cut = 0, before = 0; cut < length; cut += 1) {
      add((Math.imul(before, powers[length - 1 - cut] as number) + (after[cut + 1] as number)) | 0);
      before = (Math.imul(before, hashBase) + name.charCodeAt(cut)) | 0;
    }
  }
  return Float64Array.from(forms).sort();
}

function hashOfForm(form: number): number {
  return Math.floor(form / mostNames);
}

const hashBase = 0x01000193;
const powers = Int32Array.from({ length: longestOwner + 1 }, (_, exponent) => {
  let power = 1;
  for (let at = 0; at < exponent; at += 1) power = Math.imul(power, hashBase);
  return power;
});

function bySameKey(entries: readonly (readonly [at: number, key: string])[], found: (one: number, two: number) => void): void {
  const groups = new Map<string, number[]>();
  for (const [at, key] of entries) {
    if (key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else {
      for (const other of group) found(other, at);
      group.push(at);
    }
  }
}

/** Whether one letter more, less, other, or two neighbours exchanged make one name the other. */
export function isOneEdit(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  if (short.length < long.length) return short.slice(from) === long.slice(from + 1);
  return short.slice(from + 1) === long.slice(from + 1) || (short[from] === long[from + 1] && short[from + 1] === long[from] && short.slice(from + 2) === long.slice(from + 2));
}
