import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSameLicence, licenceFile, licenceOfText } from './licence-text.ts';

/** Debian's own copies of the common licences, where there are any. */
const debian = '/usr/share/common-licenses';
const known = [['GPL-2', 'GPL-2.0-only'], ['GPL-3', 'GPL-3.0-only'], ['LGPL-2.1', 'LGPL-2.1-only'], ['LGPL-3', 'LGPL-3.0-only'], ['Apache-2.0', 'Apache-2.0'], ['MPL-2.0', 'MPL-2.0'], ['BSD', 'BSD-3-Clause'], ['CC0-1.0', 'CC0-1.0']] as const;

describe('the licence of a text', () => {
  it.skipIf(!existsSync(debian)).each(known)('%s as Debian ships it (skipped without its licences)', (file, id) => {
    expect(licenceOfText(readFileSync(join(debian, file), 'utf8'))).toBe(id);
  });

  it('is told by words of its own, however the lines are broken and quoted', () => {
    expect(licenceOfText('MIT License\n\n# Permission is hereby\n# granted, free of charge, to any person\n# obtaining a copy of this software')).toBe('MIT');
    expect(licenceOfText('Licensed under the Apache License, Version 2.0 (the "License");\nyou may not use this file')).toBe('Apache-2.0');
    expect(licenceOfText('Attribution-NonCommercial-ShareAlike 4.0 International\n')).toBe('CC-BY-NC-SA-4.0');
    expect(licenceOfText('Creative Commons Attribution 4.0 International Public License')).toBe('CC-BY-4.0');
    expect(licenceOfText('CreativeML Open RAIL-M\ndated August 22, 2022')).toBe('creativeml-openrail-m');
    expect(licenceOfText('// SPDX-License-Identifier: BSD-2-Clause\n')).toBe('BSD-2-Clause');
    expect(licenceOfText('All rights reserved. Ask us.')).toBeNull();
    expect(licenceOfText('')).toBeNull();
  });

  it('is the same one with and without “or later”', () => {
    expect(isSameLicence('GPL-3.0-only', 'gpl-3.0-or-later')).toBe(true);
    expect(isSameLicence('GPL-3.0-only', 'LGPL-3.0-only')).toBe(false);
  });

  it('stands in files of these names', () => {
    expect(['LICENSE', 'LICENCE.txt', 'license-apache.md', 'COPYING', 'COPYING.LESSER', 'UNLICENSE'].filter((name) => !licenceFile.test(name))).toEqual([]);
    expect(['licenses', 'my-license', 'license_check.py.bak/../x', 'unlicensed'].filter((name) => licenceFile.test(name))).toEqual([]);
  });
});
