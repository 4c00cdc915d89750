// The browser of the end-to-end tests: the one that came with `npm ci`, so that nothing is needed from the system.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { cacheDir, root } from './runtime.mjs';

const packageDir = join(root, 'node_modules', '@sparticuz', 'chromium');

/** @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} BrowserLaunch */

/**
 * How to launch the browser. `PTMX_TEST_BROWSER` names another Chromium, for systems other than Linux on x64.
 * The libraries and fonts that a bare Debian lacks lie beside it and are named to its process only.
 * @returns {BrowserLaunch}
 */
export function browserLaunch() {
  const given = process.env['PTMX_TEST_BROWSER'];
  if (given !== undefined && given !== '') return { executablePath: given, args: [], env: environment({}) };
  const folder = browserFolder();
  return {
    executablePath: join(folder, 'chromium'),
    // Drawn without a graphics card, whatever the machine has: pictures come out the same everywhere, and a card emulated in software takes twice the time.
    args: ['--disable-gpu', '--font-render-hinting=none'],
    env: environment({ LD_LIBRARY_PATH: join(folder, 'libraries', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts', 'fonts.conf') }),
  };
}

/** Unpacks the browser once per version; does nothing where it is there. */
export async function unpackBrowser() {
  if (process.env['PTMX_TEST_BROWSER'] || existsSync(join(browserFolder(), 'chromium'))) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The browser of the tests is for Linux on x64: name a Chromium in PTMX_TEST_BROWSER.');
  }
  const made = `${browserFolder()}.${process.pid}`;
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  const packed = (/** @type {string} */ name) => join(packageDir, 'bin', name);
  await pipeline(createReadStream(packed('chromium.br')), createBrotliDecompress(), createWriteStream(join(made, 'chromium'), { mode: 0o755 }));
  unpackTar(packed('al2023.tar.br'), join(made, 'libraries'));
  unpackTar(packed('fonts.tar.br'), join(made, 'fonts'));
  writeFileSync(join(made, 'fonts', 'fonts.conf'), fontsConfiguration(join(browserFolder(), 'fonts')));
  try {
    renameSync(made, browserFolder());
  } catch {
    // Another process was first.
    rmSync(made, { recursive: true, force: true });
  }
}

function browserFolder() {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  return join(cacheDir, `chromium-${version}`);
}

/**
 * The package's own configuration names folders of another machine. With this one, pages look the same everywhere.
 * @param {string} folder
 */
function fontsConfiguration(folder) {
  const escaped = folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escaped}/fonts</dir>
  <cachedir>${escaped}/cache</cachedir>
</fontconfig>
`;
}

/**
 * @param {string} file
 * @param {string} folder
 */
function unpackTar(file, folder) {
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync('tar', ['-xf', '-', '-C', folder, '--no-same-owner'], { input: brotliDecompressSync(readFileSync(file)), encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar could not unpack ${file}: ${stderr}`);
}

/**
 * @param {Record<string, string>} added
 * @returns {Record<string, string>}
 */
function environment(added) {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries({ ...process.env, ...added })) if (value !== undefined) env[name] = value;
  return env;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await unpackBrowser();
