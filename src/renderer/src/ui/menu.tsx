import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import buttons from './button.module.css';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

interface PopoverProps {
  readonly label: string;
  /** What the opening button shows. */
  readonly trigger: ReactNode;
  readonly triggerClass?: string | undefined;
  readonly side?: 'below' | 'above';
  readonly align?: 'start' | 'end';
  readonly role?: 'menu' | 'dialog';
  readonly children: (close: () => void) => ReactNode;
}

/** A floating panel in the top layer beside its button; Escape or a click elsewhere closes it. */
export function Popover({ label, trigger, triggerClass, side = 'below', align = 'start', role = 'dialog', children }: PopoverProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open || !panel.current || !button.current) return;
    place(panel.current, button.current.getBoundingClientRect(), side, align);
    const first = panel.current.querySelector<HTMLElement>('[role="menuitem"], button, a[href], input');
    first?.focus();
    if (role !== 'menu') return;
    const element = panel.current;
    element.addEventListener('keydown', moveFocus);
    return () => element.removeEventListener('keydown', moveFocus);
  }, [open, side, align, role]);

  const close = (): void => document.getElementById(id)?.hidePopover();
  return (
    <>
      <button
        ref={button}
        type="button"
        className={triggerClass}
        aria-label={label}
        title={label}
        aria-haspopup={role}
        aria-expanded={open}
        popoverTarget={id}
      >
        {trigger}
      </button>
      <div
        id={id}
        ref={panel}
        popover="auto"
        role={role}
        aria-label={label}
        className={styles.popover}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && children(close)}
      </div>
    </>
  );
}

interface MenuButtonProps extends Omit<PopoverProps, 'trigger' | 'triggerClass'> {
  readonly icon: LucideIcon;
  /** What stands beside the icon; the label is read out all the same. */
  readonly text?: ReactNode;
}

/** A button like any other that opens a panel. */
export function MenuButton({ icon: Icon, text, ...rest }: MenuButtonProps) {
  const trigger = (
    <>
      <Icon size={15} strokeWidth={1.8} aria-hidden />
      {text}
    </>
  );
  return <Popover {...rest} triggerClass={buttons.button} trigger={trigger} />;
}

function place(panel: HTMLElement, anchor: DOMRect, side: 'below' | 'above', align: 'start' | 'end'): void {
  const gap = 6;
  const width = panel.offsetWidth;
  const left = align === 'start' ? anchor.left : anchor.right - width;
  panel.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  panel.style.top = side === 'below' ? `${anchor.bottom + gap}px` : 'auto';
  panel.style.bottom = side === 'above' ? `${innerHeight - anchor.top + gap}px` : 'auto';
}

function moveFocus(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"], [role="menuitemradio"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined || items.length === 0) return;
  event.preventDefault();
  items[(next + items.length) % items.length]?.focus();
}

interface FloatingMenuProps {
  readonly label: string;
  /** What it stands beside. */
  readonly anchor: DOMRect;
  readonly role?: 'menu' | 'dialog';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel for a place that was pointed at. Mount it to open it; Escape or a click elsewhere closes it, and the focus goes back. */
export function FloatingMenu({ label, anchor, role = 'menu', onClose, children }: FloatingMenuProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const returnTo = document.activeElement;
    element.showPopover();
    place(element, anchor, anchor.bottom > innerHeight * 0.6 ? 'above' : 'below', 'start');
    element.querySelector<HTMLElement>('[role="menuitem"], button, a[href], input')?.focus();
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && !element.contains(event.target)) close.current();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' || (event.key === 'Tab' && role === 'menu')) {
        event.preventDefault();
        event.stopPropagation();
        close.current();
      } else moveFocus(event);
    };
    addEventListener('pointerdown', onPointerDown, { capture: true });
    element.addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('pointerdown', onPointerDown, { capture: true });
      element.removeEventListener('keydown', onKeyDown);
      const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body;
      if (hadFocus && returnTo instanceof HTMLElement) returnTo.focus();
    };
  }, [anchor, role]);
  // Not "auto": a browser closes that one when the button that asked for the menu is let go.
  return (
    <div ref={panel} popover="manual" role={role} aria-label={label} className={styles.popover}>
      {children}
    </div>
  );
}

/** Items that are part of a panel with more in it; the arrow keys go from one to the next. */
export function MenuList({ label, className, children }: { readonly label: string; readonly className?: string | undefined; readonly children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = list.current;
    element?.addEventListener('keydown', moveFocus);
    return () => element?.removeEventListener('keydown', moveFocus);
  }, []);
  return (
    <div ref={list} role="menu" aria-label={label} className={className}>
      {children}
    </div>
  );
}

interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly note?: ReactNode;
  /** Given where the item is one of a choice. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

export function MenuItem({ icon, children, note, checked, onSelect }: MenuItemProps) {
  const choice = checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': checked };
  return (
    <button type="button" {...choice} className={classNames(styles.item, checked === true && styles.checked)} onClick={onSelect}>
      {icon}
      <span className={styles.itemText}>{children}</span>
      {note && <span className={styles.note}>{note}</span>}
    </button>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <div className={styles.label}>{children}</div>;
}

export function MenuLine() {
  return <hr className={styles.line} />;
}
