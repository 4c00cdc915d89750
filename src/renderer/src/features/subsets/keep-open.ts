import type { KeyboardEvent } from 'react';

/** In a box that only finds, Enter does not send the form that it stands in. */
export function keepOpen(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}
