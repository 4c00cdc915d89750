import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DashboardContent } from '../../shared/contract/index.ts';
import { dashboardLimits } from '../../shared/domain/index.ts';
import { openUserDatabase, type UserDatabase } from './user-database.ts';

let dataDir = '';
let user: UserDatabase;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ptmx-dashboards-'));
  user = openUserDatabase(dataDir);
});

afterEach(() => {
  user.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const board = (name: string, ...measures: readonly string[]): DashboardContent => ({ name, tiles: measures.map((measure) => ({ measure, part: null, query: 'hub:huggingface größe', parameters: { rule: 'strict' }, look: 'chart' })) });

describe('dashboards', () => {
  test('are read back as written, also after a restart', () => {
    user.dashboards.save(board('Zwei', 'signed', 'claims-by-task'));
    user.dashboards.save(board('Eins'));
    user.close();
    user = openUserDatabase(dataDir);
    expect(user.dashboards.list()).toMatchObject([board('Zwei', 'signed', 'claims-by-task'), board('Eins')]);
  });

  test('are changed and deleted only while they are as somebody saw them', () => {
    const { id } = user.dashboards.save(board('A', 'signed'));
    user.dashboards.change(id, board('A', 'signed', 'weights'), board('A', 'signed'));
    expect(() => user.dashboards.change(id, board('A'), board('A', 'signed'))).toThrow('The dashboard “A” was changed elsewhere meanwhile.');
    expect(() => user.dashboards.remove(id, board('A', 'signed'))).toThrow('was changed elsewhere');
    const removed = user.dashboards.remove(id, board('A', 'signed', 'weights'));
    expect(user.dashboards.list()).toEqual([]);
    expect(user.dashboards.save(board('A', 'signed', 'weights'), removed.id)).toMatchObject({ id, name: 'A' });
    expect(() => user.dashboards.save(board('Other'), id)).toThrow('is there already');
  });

  test('have names of their own, whatever the case and accents', () => {
    user.dashboards.save(board('Café'));
    expect(() => user.dashboards.save(board('CAFE'))).toThrow('There is a dashboard named “Café” already.');
    const { id } = user.dashboards.save(board('Other'));
    expect(() => user.dashboards.change(id, board('cafe'), board('Other'))).toThrow('already');
    expect(user.dashboards.addAll([board('café', 'signed'), board('Other')])).toMatchObject({ added: [{ name: 'café 2' }], same: 1, leftOut: [] });
  });

  test('are so many at most', () => {
    user.dashboards.addAll(Array.from({ length: dashboardLimits.dashboards - 1 }, (_, at) => board(`n${at}`, 'signed')));
    expect(user.dashboards.addAll([board('one'), board('two')])).toMatchObject({ added: [{ name: 'one' }], leftOut: ['two'] });
    expect(() => user.dashboards.save(board('three'))).toThrow('200 dashboards at most');
  });

  test('keep the tiles that this version can read', () => {
    const { id } = user.dashboards.save(board('A', 'signed'));
    const database = new Database(join(dataDir, 'user.db'));
    database.prepare('UPDATE dashboard SET tiles = ? WHERE id = ?').run(JSON.stringify([{ kind: 'of a later version' }, ...board('A', 'weights').tiles]), id);
    database.close();
    expect(user.dashboards.list()).toMatchObject([board('A', 'weights')]);
  });
});
