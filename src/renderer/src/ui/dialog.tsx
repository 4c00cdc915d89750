import { X } from 'lucide-react';
import { create } from 'zustand';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

/** Open dialogs, the topmost last: what must be within reach meanwhile goes into that one, since all else is inert. */
export const useOpenDialogs = create<{ readonly open: readonly HTMLDialogElement[] }>(() => ({ open: [] }));

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** Leaves out the visible heading; the title still names the dialog. */
  readonly bare?: boolean;
}

/** A modal over the native element: focus stays inside, Escape and a click outside close it. Mount it to open it. */
export function Dialog({ title, onClose, children, footer, size = 'medium', bare = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const dialog = element.current;
    const returnTo = document.activeElement;
    if (!dialog) return;
    dialog.showModal();
    useOpenDialogs.setState(({ open }) => ({ open: [...open, dialog] }));
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      useOpenDialogs.setState(({ open }) => ({ open: open.filter((other) => other !== dialog) }));
      dialog.close();
      if (returnTo instanceof HTMLElement) returnTo.focus();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className={classNames(styles.dialog, styles[size], bare && styles.bare)}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.inner}>
        <header className={bare ? 'visually-hidden' : styles.header}>
          <h2 id={heading}>{title}</h2>
          {!bare && <IconButton icon={X} label="Close" onClick={onClose} />}
        </header>
        {children}
        {footer && <footer className={styles.footer}>{footer}</footer>}
      </div>
    </dialog>
  );
}
