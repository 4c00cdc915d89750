import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alias } from '../../shared/domain/index.ts';
import { openUserDatabase, type UserDatabase } from './index.ts';

let folder = '';
let user: UserDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptm-aliases-'));
  user = openUserDatabase(folder);
});

afterEach(() => {
  user.close();
  rmSync(folder, { recursive: true, force: true });
});

const home: Alias = { commitEmail: 'ada@home.org', commitName: '', name: 'Ada', email: 'ada@x.org' };
const work: Alias = { commitEmail: 'ada@work.org', commitName: 'A. L.', name: 'Ada', email: null };

describe('aliases', () => {
  it('has one for each e-mail and name, compared without case, and says what gave way', () => {
    expect(user.aliases.change({ add: [home, work], remove: [] })).toEqual({ added: [home, work], removed: [] });
    const other: Alias = { ...home, commitEmail: 'ADA@home.org', name: 'Countess' };
    expect(user.aliases.change({ add: [other, work], remove: [] })).toEqual({ added: [other], removed: [home] });
    expect(user.aliases.list()).toEqual([other, work]);
  });

  it('undoes a change exactly, and never what came after it', () => {
    user.aliases.change({ add: [home], remove: [] });
    const changed = user.aliases.change({ add: [{ ...home, name: 'Countess' }, work], remove: [] });
    const later: Alias = { ...work, name: 'Somebody else' };
    user.aliases.change({ add: [later], remove: [] });
    user.aliases.putBack({ add: changed.removed, remove: changed.added });
    expect(user.aliases.list()).toEqual([home, later]);
  });

  it('has another revision after every change, also where the same stands there again', () => {
    const seen = new Set([user.aliases.revision()]);
    for (let round = 0; round < 3; round += 1) {
      user.aliases.change({ add: [home], remove: [] });
      seen.add(user.aliases.revision());
      user.aliases.change({ add: [], remove: [home] });
    }
    expect(seen).toEqual(new Set(['none', '1.1', '1.2', '1.3']));
  });

  it('is all there after the program was started anew', () => {
    user.aliases.change({ add: [home], remove: [] });
    user.close();
    user = openUserDatabase(folder);
    expect(user.aliases.list()).toEqual([home]);
  });
});
