import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportColumns, exportFormats } from '../../src/core/subset/index.ts';
import { projectFolder } from './support/engine.ts';

const text = readFileSync(join(projectFolder, 'docs', 'exports.md'), 'utf8');

test('docs/exports.md names every format, column and key', () => {
  for (const format of exportFormats) expect(text).toContain(`(\`${format.id}\`)`);
  for (const { name } of exportColumns) expect(text).toContain(`\`${name}\``);
});
