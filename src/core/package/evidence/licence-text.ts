/** A licence by the words that only it has, in the order in which they must be looked for. */
interface LicenceWords {
  /** SPDX id, or the hub's own name where SPDX has none. */
  readonly id: string;
  readonly all: readonly RegExp[];
}

const words = (id: string, ...all: readonly RegExp[]): LicenceWords => ({ id, all });

/**
 * The licences under which most models lie. Each is told by its title and a sentence of its own: the text of a licence may be quoted in
 * another, so that the narrower one comes first. Words as in the SPDX list of licence texts (spdx.org/licenses).
 */
const licences: readonly LicenceWords[] = [
  words('AGPL-3.0-only', /gnu affero general public license,? version 3, 19 november 2007/),
  words('LGPL-2.1-only', /gnu lesser general public license,? version 2\.1, february 1999/),
  words('LGPL-3.0-only', /gnu lesser general public license,? version 3, 29 june 2007/),
  words('GPL-2.0-only', /gnu general public license,? version 2, june 1991/),
  words('GPL-3.0-only', /gnu general public license,? version 3, 29 june 2007/),
  words('Apache-2.0', /apache license/, /version 2\.0, january 2004/),
  words('Apache-2.0', /licensed under the apache license, version 2\.0/),
  words('MPL-2.0', /mozilla public license version 2\.0/),
  words('EPL-2.0', /eclipse public license - v 2\.0/),
  words('BSL-1.0', /boost software license - version 1\.0/),
  words('CC0-1.0', /cc0 1\.0 universal/),
  words('CC-BY-NC-SA-4.0', /attribution-noncommercial-sharealike 4\.0/),
  words('CC-BY-NC-ND-4.0', /attribution-noncommercial-noderivatives 4\.0/),
  words('CC-BY-NC-4.0', /attribution-noncommercial 4\.0/),
  words('CC-BY-SA-4.0', /attribution-sharealike 4\.0/),
  words('CC-BY-ND-4.0', /attribution-noderivatives 4\.0/),
  words('CC-BY-4.0', /attribution 4\.0 international/),
  words('CC-BY-NC-SA-3.0', /attribution-noncommercial-sharealike 3\.0/),
  words('CC-BY-SA-3.0', /attribution-sharealike 3\.0/),
  words('CC-BY-3.0', /attribution 3\.0/),
  words('Unlicense', /this is free and unencumbered software released into the public domain/),
  words('ISC', /permission to use, copy, modify, and\/or distribute this software for any purpose with or without fee is hereby granted/),
  words('BSD-3-Clause', /redistribution and use in source and binary forms/, /neither the name of/, /this software is provided by/),
  words('BSD-2-Clause', /redistribution and use in source and binary forms/, /this software is provided by/),
  words('MIT', /permission is hereby granted, free of charge, to any person obtaining a copy/),
  words('creativeml-openrail-m', /creativeml open rail(?:\+\+)?-m/),
  words('bigscience-bloom-rail-1.0', /bigscience rail license v1\.0/),
  words('bigscience-openrail-m', /bigscience openrail-m/),
  words('bigcode-openrail-m', /bigcode open rail-m/),
  words('llama3.1', /llama 3\.1 community license agreement/),
  words('llama3.2', /llama 3\.2 community license agreement/),
  words('llama3.3', /llama 3\.3 community license agreement/),
  words('llama3', /meta llama 3 community license agreement/),
  words('llama2', /llama 2 community license agreement/),
  words('gemma', /gemma terms of use/),
];

/** Bytes of a licence file that are read: the longest text, the GPL's, has 35 kB. */
export const maxLicenceBytes = 128 * 1024;

/** Files that hold a licence, by their names at the top of a repository. */
export const licenceFile = /^(?:licen[cs]e|copying|unlicense)(?:[._-][\w.-]{1,40})?$/i;

/**
 * The licence whose words a text has, as everything here counts with it; null where it is none of the thirty that are known. An
 * `SPDX-License-Identifier` line counts first.
 */
export function licenceOfText(text: string): string | null {
  const stated = /SPDX-License-Identifier:[ \t]*([\w.+-]{2,64})[ \t]*(?:\*\/|-->)?[ \t]*$/m.exec(text)?.[1];
  if (stated !== undefined) return stated;
  const plain = text.toLowerCase().replace(/[\s"'“”‘’*_#>|]+/g, ' ');
  return licences.find(({ all }) => all.every((pattern) => pattern.test(plain)))?.id ?? null;
}

/** Whether two licences are the same one, `only` and `or later` of one version aside: its text does not tell them apart. */
export function isSameLicence(left: string, right: string): boolean {
  const key = (id: string): string => id.toLowerCase().replace(/(?:-only|-or-later|\+)$/, '');
  return key(left) === key(right);
}
