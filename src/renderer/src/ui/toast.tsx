import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';
import type { CallError } from '../../../shared/result.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { useOpenDialogs } from './dialog.tsx';
import styles from './toast.module.css';

export interface Toast {
  readonly tone: 'good' | 'danger' | 'neutral';
  readonly title: string;
  readonly text?: string | undefined;
  /** What it is about: the next one about it takes its place. */
  readonly about?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

interface Shown extends Toast {
  readonly id: number;
}

const lifeMs = 7000;
let lastId = 0;

const useToasts = create<{ readonly shown: readonly Shown[] }>(() => ({ shown: [] }));

/** Shows a message that goes by itself; a failure stays until it is closed. */
export function showToast(toast: Toast): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ shown }) => ({ shown: [...shown.filter(({ about }) => about === undefined || about !== toast.about), { ...toast, id }].slice(-4) }));
  if (toast.tone !== 'danger') setTimeout(() => dismiss(id), lifeMs);
}

/** Says why something was not done; nothing where it was. */
export function sayError(error: CallError | null): void {
  if (error) showToast({ tone: 'danger', title: error.message, text: error.hint });
}

function dismiss(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}

type Point = { readonly x: number; readonly y: number };

/** What toasts at the bottom may cover, from the window's lower right corner. CSS pixels. */
const covered = { width: 440, height: 220 };

/** The top where toasts at the bottom would cover what was just used; kept as long as any are shown. */
function useFreeSide(any: boolean): 'top' | 'bottom' {
  const [side, setSide] = useState<'top' | 'bottom'>('bottom');
  const pressed = useRef<Point | null>(null);
  useEffect(() => {
    const press = ({ clientX, clientY }: PointerEvent): void => void (pressed.current = { x: clientX, y: clientY });
    const type = (): void => void (pressed.current = null);
    addEventListener('pointerdown', press, true);
    addEventListener('keydown', type, true);
    return () => {
      removeEventListener('pointerdown', press, true);
      removeEventListener('keydown', type, true);
    };
  }, []);
  useLayoutEffect(() => {
    if (!any) return;
    const used = pressed.current ?? focusedPoint();
    setSide(used && used.x > innerWidth - covered.width && used.y > innerHeight - covered.height ? 'top' : 'bottom');
  }, [any]);
  return side;
}

/** Where the focus is; a whole view that has it is under the toasts wherever they are. */
function focusedPoint(): Point | null {
  const focused = document.activeElement;
  const active = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '') ?? focused;
  const box = active?.getBoundingClientRect();
  return box && box.width < innerWidth / 2 && box.height < innerHeight / 2 ? { x: box.right, y: box.bottom } : null;
}

const icons = { good: CircleCheck, danger: CircleAlert, neutral: Info };

export function Toasts() {
  const shown = useToasts((state) => state.shown);
  const side = useFreeSide(shown.length > 0);
  const dialog = useOpenDialogs((state) => state.open.at(-1));
  return createPortal(
    <div className={classNames(styles.toasts, styles[side])} aria-live="polite">
      {shown.map((toast) => {
        const Icon = icons[toast.tone];
        const act = (): void => {
          dismiss(toast.id);
          toast.action?.run();
        };
        return (
          <div key={toast.id} className={classNames(styles.toast, styles[toast.tone])}>
            <Icon size={17} strokeWidth={1.8} aria-hidden />
            <div className={styles.text}>
              <strong>{toast.title}</strong>
              {toast.text && <span>{toast.text}</span>}
            </div>
            {toast.action && (
              <button type="button" className={styles.action} onClick={act}>
                {toast.action.label}
              </button>
            )}
            <IconButton icon={X} label="Dismiss" onClick={() => dismiss(toast.id)} />
          </div>
        );
      })}
    </div>,
    dialog ?? document.body,
  );
}
