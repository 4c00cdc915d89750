import type { ConsoleMessage, Page } from '@playwright/test';

/** Collects what a page must never do: throw, log an error, break its own policy, or ask anyone else for anything. */
export class PageGuard {
  readonly #problems: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** Watches a page from now on, and takes in what it has said already. */
  async watch(page: Page): Promise<void> {
    page.on('pageerror', (error) => this.#add(`page error: ${error.stack ?? error.message}`));
    page.on('console', (message) => this.#hear(message));
    page.on('crash', () => this.#add('the page crashed'));
    page.on('request', (request) => this.#seeRequest(page, request.url()));
    await page.addInitScript(reportPolicyViolations);
    await page.evaluate(reportPolicyViolations);
    for (const message of await page.consoleMessages()) this.#hear(message);
    for (const error of await page.pageErrors()) this.#add(`page error: ${error.stack ?? error.message}`);
  }

  /** Lets errors that a spec provokes on purpose pass. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** What was seen and not allowed. */
  problems(): readonly string[] {
    return this.#problems.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() === 'error') this.#add(`console error: ${message.text()} (${message.location().url})`);
  }

  #seeRequest(page: Page, address: string): void {
    const { protocol, host } = new URL(address);
    if (['data:', 'blob:', 'about:', 'devtools:'].includes(protocol)) return;
    const own = page.url() === 'about:blank' ? undefined : new URL(page.url());
    const local = protocol === 'app:' || /^(127\.0\.0\.1|localhost)(:|$)/.test(host);
    if (!local || (own !== undefined && own.host !== host)) this.#add(`request to another place: ${address}`);
  }

  #add(problem: string): void {
    if (!this.#problems.includes(problem)) this.#problems.push(problem);
  }
}

/** Runs in the page. The policy's own console message is not reliable: some violations log none. */
function reportPolicyViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
  });
}
