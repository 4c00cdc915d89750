#!/usr/bin/env node
// The command line: whatever Node started this, the program itself runs on Node 24.
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { endLike, findNode, nodeOptions, root, run } from './runtime.mjs';

const node = findNode();
await ensureBuilt();
endLike(await run(node, [...nodeOptions(node), join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)]));
