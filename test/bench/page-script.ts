import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

/** A module of ours with all that it imports, as one script for a page. */
export async function pageScript(entry: URL): Promise<string> {
  const made = await build({
    configFile: false, logLevel: 'error',
    build: { write: false, minify: false, target: 'chrome130', lib: { entry: fileURLToPath(entry), formats: ['iife'], name: 'benchPage' } },
  });
  const [output] = Array.isArray(made) ? made : [made as Rollup.RollupOutput];
  const chunk = output && 'output' in output ? output.output.find((part) => part.type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error('No script was made for the page.');
  return chunk.code;
}
