import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/{unit,fixtures,bench}/**/*.test.ts'],
    pool: 'forks',
    // Machines with protection keys: V8 loses track of the pages of compiled code where threads come and go, and ends the process (nodejs/node#64500).
    execArgv: ['--no-memory-protection-keys'],
    // By default one core is left free, which would be half of the smallest machine that this must run on.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
