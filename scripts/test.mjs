// npm test: type check, lint, unit tests, build, end-to-end tests in a browser and in Electron; the last line counts them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.mjs';
import { tryBuild } from './build.mjs';
import { findElectronRuntime, findXvfb } from './electron-runtime.mjs';
import { findNode, root, run } from './runtime.mjs';
import { unpackBrowser } from './test-browser.mjs';

/** @typedef {import('./vitest-report.mjs').Report} Report */

const node = findNode();
const reports = mkdtempSync(join(tmpdir(), 'ptmx-reports-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));

/** How many titles stand under one reason. */
const mostTitles = 8;
/** More failed files than these are no accident. */
const mostTriedAgain = 3;
/** @type {Report} */
const total = { passed: 0, failed: 0, skipped: [], failures: [] };
/** Titles of tests, and files of unit tests, that passed at the second try only: a race in the test or in the program, to be mended.
 * @type {string[]} */
const unsteady = [];

heading('Check');
const checked = await check();
add({ ...checked, skipped: [], failures: checked.failed > 0 ? ['type check or lint'] : [] });
heading('Unit tests');
add(await unitTests());
heading('Build');
if (await tryBuild()) {
  heading('End-to-end tests');
  add(await endToEndTests());
} else {
  add({ passed: 0, failed: 1, skipped: [], failures: ['build'] });
}
summarise();

/** @param {string} title */
function heading(title) {
  process.stdout.write(`\n== ${title}\n`);
}

/** @param {Report} report */
function add(report) {
  total.passed += report.passed;
  total.failed += report.failed;
  total.skipped.push(...report.skipped);
  total.failures.push(...report.failures);
}

/**
 * Files that failed are tried once more, as end-to-end tests are; what passes then is told as unsteady.
 * @returns {Promise<Report>}
 */
async function unitTests() {
  const first = await vitest([], 'unit.json');
  const { failedFiles = [], passedInThem = 0 } = first;
  if (failedFiles.length === 0 || failedFiles.length > mostTriedAgain) return first;
  const again = await vitest(failedFiles, 'unit-again.json');
  if (again.failed === 0) unsteady.push(...failedFiles.map((file) => `  ${file}\n`));
  // Where a hook failed, tests of the file were neither run nor failed at first.
  const skippedElsewhere = first.skipped.filter(({ title }) => !failedFiles.some((file) => title.startsWith(`${file} › `)));
  return { passed: first.passed - passedInThem + again.passed, failed: again.failed, skipped: [...skippedElsewhere, ...again.skipped], failures: again.failures };
}

/**
 * @param {readonly string[]} files all of them where there is none
 * @param {string} name of the report
 * @returns {Promise<Report>}
 */
async function vitest(files, name) {
  const file = join(reports, name);
  const ended = await run(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...files, '--reporter=default', '--reporter=./scripts/vitest-report.mjs'], {
    cwd: root,
    env: { ...process.env, PTMX_TEST_REPORT: file },
  });
  return { ...failureWithoutReport(ended.code), ...read(file) };
}

/** @returns {Promise<Report>} */
async function endToEndTests() {
  await unpackBrowser();
  const file = join(reports, 'end-to-end.json');
  const needsDisplay = !('reason' in findElectronRuntime()) && process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  const xvfb = needsDisplay ? findXvfb() : undefined;
  const command = [node, join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'];
  const [program = node, ...args] = xvfb === undefined ? command : [xvfb, '-a', ...command];
  const ended = await run(program, args, { cwd: root, env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } });
  const report = read(file);
  return report === undefined ? failureWithoutReport(ended.code) : countPlaywright(report, ended.code);
}

/**
 * @param {{ suites?: PlaywrightSuite[], errors?: unknown[] }} report
 * @param {number | null} code
 * @returns {Report}
 * @typedef {{ title: string, suites?: PlaywrightSuite[], specs?: { title: string, tests: PlaywrightTest[] }[] }} PlaywrightSuite
 * @typedef {{ projectName: string, status: string, annotations: { type: string, description?: string }[] }} PlaywrightTest
 */
function countPlaywright(report, code) {
  /** @type {Report} */
  const counted = { passed: 0, failed: report.errors?.length ?? 0, skipped: [], failures: [] };
  /** @param {PlaywrightSuite} suite */
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const { projectName, status, annotations } of spec.tests) {
        if (status === 'expected') counted.passed += 1;
        else if (status === 'flaky') {
          counted.passed += 1;
          unsteady.push(`  ${projectName} › ${spec.title}\n`);
        } else if (status === 'skipped') {
          counted.skipped.push({ title: `${projectName} › ${spec.title}`, reason: annotations.find(({ type }) => type === 'skip')?.description ?? '' });
        } else {
          counted.failed += 1;
          counted.failures.push(`${projectName} › ${spec.title}`);
        }
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites ?? []) visit(suite);
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  return counted;
}

/**
 * @param {number | null} code
 * @returns {Report}
 */
function failureWithoutReport(code) {
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [], failures: [] };
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function summarise() {
  process.stdout.write('\n');
  const reasons = new Set(total.skipped.map(reasonOf));
  for (const reason of reasons) {
    const titles = total.skipped.filter((test) => reasonOf(test) === reason).map(({ title }) => `  ${title}\n`);
    const more = titles.length > mostTitles ? `  and ${titles.length - mostTitles} more\n` : '';
    process.stdout.write(`skipped: ${reason}\n${titles.slice(0, mostTitles).join('')}${more}`);
  }
  for (const title of total.failures.slice(0, mostTitles * 4)) process.stdout.write(`failed: ${title}\n`);
  if (unsteady.length > 0) process.stdout.write(`unsteady: failed first, passed at the second try\n${unsteady.join('')}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

/**
 * The reason that a test was skipped with; a group that is skipped as one (`describe.skipIf`) has it in its title.
 * @param {Report['skipped'][number]} test
 */
function reasonOf({ title, reason }) {
  return reason || (/skipped:? ([^›>)]+)/.exec(title)?.[1]?.trim() ?? 'no reason given');
}
