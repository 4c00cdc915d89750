import { useEffect, useRef, useState } from 'react';

/** A pause in typing after which a text is saved. Milliseconds. */
const pauseMs = 800;

interface SavedDraft {
  readonly draft: string;
  readonly type: (text: string) => void;
  /** The box is left: what was typed is saved, and what is saved is shown. */
  readonly finish: () => void;
}

/** The text in a box: what is saved, or what is being typed over it. It is saved after a pause, and when the box or the page is left. */
export function useSavedDraft(value: string, onSave: (value: string) => void): SavedDraft {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, value, onSave });
  useEffect(() => {
    latest.current = { typed, value, onSave };
  });
  // What was typed is what is saved: from here on an undo, or another window, is shown.
  if (typed === value) setTyped(null);
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => save(latest.current), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => () => save(latest.current), []);
  return {
    draft: typed ?? value,
    type: setTyped,
    finish: () => {
      save(latest.current);
      setTyped(null);
    },
  };
}

function save({ typed, value, onSave }: { readonly typed: string | null; readonly value: string; readonly onSave: (value: string) => void }): void {
  if (typed !== null && typed !== value) onSave(typed);
}
