// npm run dev: electron-vite's development server with the window; where Electron cannot run, says what works instead.
import { join } from 'node:path';
import { electronObstacle, obtainElectron } from './electron-binary.mjs';
import { endLike, findNode, root, run, stop } from './runtime.mjs';

const electron = electronObstacle() ?? (await obtainElectron());
if (typeof electron === 'string') stop(`${electron} "npm start -- --browser" builds and serves the app to a browser.`);
if ('reason' in electron) stop(`Electron is not to be had: ${electron.reason}. "npm start -- --browser" builds and serves the app to a browser.`);
endLike(
  await run(findNode(), [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'dev', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, ELECTRON_EXEC_PATH: electron.path },
  }),
);
