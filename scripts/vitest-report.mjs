// A reporter for `npm test`: the counts, and of each skipped test its reason, which Vitest's JSON leaves out.
import { writeFileSync } from 'node:fs';

/**
 * `failures`: titles of failed tests, to stand at the end of a long output.
 * `failedFiles`: the files to try once more; `passedInThem`: tests of theirs that passed, and will be counted again.
 * @typedef {{ passed: number, failed: number, skipped: { title: string, reason: string }[], failures: string[], failedFiles?: string[], passedInThem?: number }} Report
 */

export default class CountingReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {string[]} */
    const failures = [];
    /** @type {string[]} */
    const failedFiles = [];
    let passedInThem = 0;
    /** @type {Report} */
    const report = { passed: 0, failed: 0, skipped: [], failures, failedFiles };
    for (const module of modules) {
      const failedBefore = failures.length;
      const passedBefore = report.passed;
      for (const test of module.children.allTests()) {
        const title = `${module.relativeModuleId} › ${test.fullName}`;
        const result = test.result();
        if (result.state === 'passed') report.passed += 1;
        else if (result.state === 'skipped') report.skipped.push({ title, reason: result.note ?? '' });
        else failures.push(title);
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test to its name.
      if (!module.ok() && failures.length === failedBefore) failures.push(module.relativeModuleId);
      if (failures.length > failedBefore) {
        failedFiles.push(module.relativeModuleId);
        passedInThem += report.passed - passedBefore;
      }
    }
    // A process that crashed leaves its tests without an end, which are counted above; other errors belong to no test.
    if (failures.length === 0) for (const error of unhandledErrors) failures.push(error instanceof Error ? error.message : String(error));
    report.failed = failures.length;
    const file = process.env['PTMX_TEST_REPORT'];
    if (file !== undefined) writeFileSync(file, JSON.stringify({ ...report, passedInThem }));
  }
}
