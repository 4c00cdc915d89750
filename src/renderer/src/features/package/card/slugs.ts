/** Names of headings, as the large hosts make them from their text, so that a card's own links find them. */
export class Slugs {
  readonly #used = new Map<string, number>();

  slug(text: string): string {
    const plain = text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
    const before = this.#used.get(plain);
    this.#used.set(plain, (before ?? 0) + 1);
    return before === undefined ? plain : `${plain}-${before}`;
  }
}
