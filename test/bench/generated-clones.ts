import { join } from 'node:path';
import { buildHistory, commit, type Step } from '../../src/core/mirror/sample/histories.ts';
import type { Person } from '../../src/core/mirror/sample/people.ts';
import { writeClone } from '../../src/core/mirror/sample/write-clone.ts';
import { seededRandom, type Random } from '../fixtures/random.ts';

export interface GeneratedClonesOptions {
  readonly clones: number;
  readonly commits: number;
  readonly seed: number;
}

/**
 * Writes Hugging Face clones without any JSON below `target/data/huggingface/repos`: one pack each, as after `git clone`
 * (though without deltas), few people with many repositories and many with one, every tenth commit signed.
 */
export function writeGeneratedClones(target: string, { clones, commits, seed }: GeneratedClonesOptions): void {
  const random = seededRandom(seed);
  for (let number = 0; number < clones; number += 1) {
    const owner = `owner-${random.rank(Math.max(2, clones >> 1)).toString(36)}`;
    const path = `${owner}/model-${number.toString(36)}`;
    const steps = stepsOf(random, { path, commits, people: Math.max(2, clones) });
    const clone = { hub: 'huggingface', path, remote: `https://huggingface.co/${path}`, steps, packed: true } as const;
    writeClone(join(target, 'data', 'huggingface', 'repos', ...path.split('/')), clone, buildHistory('main', steps));
  }
}

function stepsOf(random: Random, of: { path: string; commits: number; people: number }): readonly Step[] {
  const lead = personOf(random.rank(of.people));
  const team = [lead, ...Array.from({ length: random.below(3) }, () => personOf(random.rank(of.people)))] as const;
  const start = Date.UTC(2021, random.below(24), 1 + random.below(28));
  return Array.from({ length: of.commits }, (_, step) => {
    const author = random.pick(team);
    const date = `${new Date(start + step * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} +0000`;
    const readme = `---\nlicense: mit\ntags:\n- step-${step}\n---\n# ${of.path}\n\n${'State of the model card after this change. '.repeat(1 + step)}\n`;
    const changes = step % 4 === 0 ? { 'README.md': readme, 'config.json': `{"step": ${step}}\n` } : { 'README.md': readme };
    const signed = random.chance(0.1) ? { signed: random.chance(0.5) ? 'pgp' : 'ssh' } as const : {};
    return commit(date, author, `Change ${step} of ${of.path}`, changes, signed);
  });
}

function personOf(rank: number): Person {
  return { name: `Person ${rank}`, email: `person-${rank}@example.org` };
}
