/** What the window and the server both stand on: the page's files, its policy, and the runtime under it. */
export { contentSecurityPolicy, securityHeaders } from './policy.ts';
export { runtimeProblem } from './runtime.ts';
export { isInside, readStaticFile } from './static-files.ts';
