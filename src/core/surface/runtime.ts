/** Node-API that better-sqlite3's addon is built for. */
const neededNodeApi = 10;

/** Set by tests only: their staged Electron 33 has Node-API 9, and an addon altered to ask for no more. */
const allowNodeApiVariable = 'PTMX_ALLOW_NODE_API';

/**
 * Why the running Node or Electron cannot load the database addon, or undefined where it can. Below Node-API 10 the
 * addon ends the process without an error that could be caught, so this is asked before any worker is started.
 */
export function runtimeProblem(
  versions: Readonly<Record<string, string | undefined>>,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const nodeApi = Number(versions['napi'] ?? 0);
  if (nodeApi >= neededNodeApi || environment[allowNodeApiVariable] === String(nodeApi)) return undefined;
  const name = versions['electron'] === undefined ? `Node.js ${versions['node'] ?? '?'}` : `Electron ${versions['electron']}`;
  return `${name} has Node-API ${nodeApi}; the database needs Node-API ${neededNodeApi} (Node.js 22.14 or Electron 35, or newer).`;
}
