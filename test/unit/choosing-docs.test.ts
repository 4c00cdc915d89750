import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { queryOfRequirements } from '../../src/shared/choosing/index.ts';
import { decisionFileSchema } from '../../src/shared/contract/decisions.ts';
import { decisionLimits, decisionStages, stageTitles } from '../../src/shared/domain/index.ts';
import { projectFolder } from './support/engine.ts';

const text = readFileSync(join(projectFolder, 'docs', 'choosing.md'), 'utf8');

describe('docs/choosing.md', () => {
  test('shows a file that is one, and tells its limits', () => {
    const [, json = ''] = /```json\n([\s\S]+?)```/.exec(text) ?? [];
    const file = decisionFileSchema().parse(JSON.parse(json));
    expect(decisionFileSchema().parse(JSON.parse(JSON.stringify(file)))).toEqual(JSON.parse(json));
    expect(text).toContain(`at most ${decisionLimits.candidates}, each with at most ${decisionLimits.results} results`);
  });

  test('names every stage', () => {
    for (const stage of decisionStages) expect(text).toContain(`| ${stageTitles[stage]} |`);
    for (const stage of decisionStages) expect(text).toContain(`\`${stage}\``);
  });

  test('tells the searches that requirements make', () => {
    const asked = { purpose: '', task: 'summarization', inputs: '', outputs: '', licences: ['mit', 'apache-2.0'], maxBytes: 2e9, maxParameters: 5e8, latency: '' };
    const stated = (part: string): string => `\`${part}\``;
    const kept = queryOfRequirements({ ...asked, keepUnknown: true });
    const strict = queryOfRequirements({ ...asked, keepUnknown: false });
    expect(kept).toBe('task:summarization (license:mit,apache-2.0 OR -has:license) -size:>2GB -params:>500m');
    expect(strict).toBe('task:summarization license:mit,apache-2.0 size:<=2GB params:<=500m');
    for (const part of ['task:summarization', '(license:mit,apache-2.0 OR -has:license)', '-size:>2GB', '-params:>500m', 'license:mit,apache-2.0', 'size:<=2GB', 'params:<=500m']) expect(text).toContain(stated(part));
  });
});
