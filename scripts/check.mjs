// npm run check: the type checks and the lint with the import walls. Each is one test of `npm test`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode, root, run } from './runtime.mjs';

const typeScript = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const projects = ['tsconfig.shared.json', 'tsconfig.node.json', 'tsconfig.web.json'];

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  const typed = [];
  for (const project of projects) typed.push(await run(findNode(), [typeScript, '--noEmit', '-p', project], { cwd: root }));
  const linted = await run(findNode(), [join(root, 'node_modules', 'oxlint', 'bin', 'oxlint'), '--deny-warnings'], { cwd: root });
  const outcomes = [typed.every(({ code }) => code === 0), linted.code === 0];
  process.stdout.write(`Type check ${outcomes[0] ? 'passed' : 'failed'}, lint ${outcomes[1] ? 'passed' : 'failed'}.\n`);
  return { passed: outcomes.filter(Boolean).length, failed: outcomes.filter((passed) => !passed).length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await check()).failed === 0 ? 0 : 1;
