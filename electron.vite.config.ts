import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

// Built for the older of the two runtimes that run it (Node 20, Chromium 130), so that what ships is what the tests ran.
const node = 'node20';
const chrome = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: node,
      // Names of functions and files stay, so that stacks in the log can be read: reading maps of the source would take every thread 60 ms to start, and 10 MB.
      minify: false,
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          cli: resolve('src/cli/index.ts'),
          worker: resolve('src/core/engine/worker.ts'),
        },
        output: {
          // Small modules that nearly everything uses: a file of its own takes each thread that starts a millisecond to find.
          codeSplitting: { groups: [{ name: 'shared', test: /src[\\/]shared[\\/](?:domain|search|table|text|[a-z-]+\.ts)/, minShareCount: 2 }] },
        },
      },
    },
  },
  preload: {
    build: {
      target: node,
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    // What browsers get of this package asks the document for entities, and a worker has none.
    resolve: { alias: { 'decode-named-character-reference': resolve('node_modules/decode-named-character-reference/index.js') } },
    worker: { format: 'es' },
    build: {
      target: chrome,
      outDir: 'out/renderer',
      // The CSP allows no data: scripts, styles or fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: resolve('src/renderer/index.html') },
    },
  },
});
