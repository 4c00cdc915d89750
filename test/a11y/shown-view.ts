import type { Page } from '@playwright/test';

export interface ShownView {
  readonly name: string;
  /** Leads from wherever the window is to the view, and waits until it is whole. */
  readonly show: (page: Page) => Promise<void>;
}

/** Goes to an address of the window without loading it anew. */
export async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}
