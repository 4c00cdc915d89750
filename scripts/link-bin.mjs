// Runs at the end of `npm ci`: npm links the programs of dependencies, not the package's own, so `npx ptmx` would go and
// look for it elsewhere. Never fails an installation.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './runtime.mjs';

const bin = join(root, 'node_modules', '.bin');
try {
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'ptmx'), { force: true });
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'ptmx.cmd'), '@node "%~dp0\\..\\..\\scripts\\ptmx.mjs" %*\r\n');
  } else {
    chmodSync(join(root, 'scripts', 'ptmx.mjs'), 0o755);
    symlinkSync(join('..', '..', 'scripts', 'ptmx.mjs'), join(bin, 'ptmx'));
  }
} catch (error) {
  process.stderr.write(`"npx ptmx" is not linked (${String(error)}); "npm run ptmx --" does the same.\n`);
}
