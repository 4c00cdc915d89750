import type { Page } from '@playwright/test';

export interface ShownView {
  readonly name: string;
  /** Leads from wherever the window is to the view, and waits until it is whole. */
  readonly show: (page: Page) => Promise<void>;
}

