/** What the window and the server both stand on: the page's files, its policy, and the runtime under it. */
export { contentSecurityPolicy, securityHeaders } from './policy.ts';
export { allowNodeApiVariable, runtimeProblem } from './runtime.ts';
export { contentTypeOf, isInside, pathBelow, readStaticFile } from './static-files.ts';
export type { StaticFile } from './static-files.ts';
