import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { create } from 'zustand';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './toast.module.css';

export interface Toast {
  readonly tone: 'good' | 'danger' | 'neutral';
  readonly title: string;
  readonly text?: string | undefined;
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
  useToasts.setState(({ shown }) => ({ shown: [...shown, { ...toast, id }].slice(-4) }));
  if (toast.tone !== 'danger') setTimeout(() => dismiss(id), lifeMs);
}

function dismiss(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}

const icons = { good: CircleCheck, danger: CircleAlert, neutral: Info };

export function Toasts() {
  const shown = useToasts((state) => state.shown);
  return (
    <div className={styles.toasts} aria-live="polite">
      {shown.map((toast) => {
        const Icon = icons[toast.tone];
        return (
          <div key={toast.id} className={classNames(styles.toast, styles[toast.tone])}>
            <Icon size={17} strokeWidth={1.8} aria-hidden />
            <div className={styles.text}>
              <strong>{toast.title}</strong>
              {toast.text && <span>{toast.text}</span>}
            </div>
            {toast.action && (
              <button type="button" className={styles.action} onClick={toast.action.run}>
                {toast.action.label}
              </button>
            )}
            <IconButton icon={X} label="Dismiss" onClick={() => dismiss(toast.id)} />
          </div>
        );
      })}
    </div>
  );
}
