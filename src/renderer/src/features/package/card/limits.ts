/** Bytes of a card that are laid out, more than any real one has. */
export const maxLaidOut = 6 << 20;
