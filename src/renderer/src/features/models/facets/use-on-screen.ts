import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether any part of an element is in sight, inside everything that scrolls around it. */
export function useOnScreen<Of extends Element>(): readonly [RefObject<Of | null>, boolean] {
  const ref = useRef<Of>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting === true));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, isSeen];
}
