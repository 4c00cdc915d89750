// A reporter for `npm test`: the counts, and of each skipped test its reason, which Vitest's JSON leaves out.
import { writeFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: { title: string, reason: string }[] }} Report */

export default class CountingReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    /** @type {Report} */
    const report = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      const failedBefore = report.failed;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') report.passed += 1;
        else if (result.state === 'skipped') report.skipped.push({ title: `${module.relativeModuleId} › ${test.fullName}`, reason: result.note ?? '' });
        else report.failed += 1;
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test to its name.
      if (!module.ok() && report.failed === failedBefore) report.failed += 1;
    }
    const file = process.env['PTMX_TEST_REPORT'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(report));
  }
}
