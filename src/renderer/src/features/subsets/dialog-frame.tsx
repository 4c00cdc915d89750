import { type ReactNode, useId, useState } from 'react';
import { subsetLimits } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/dialog-form.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { subsetNamed, useSubsets } from './store.ts';

interface DialogFrameProps {
  readonly title: string;
  readonly verb: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  /** The subset that may have the name: the one that is changed. */
  readonly own?: string;
  readonly ready?: boolean;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children?: ReactNode;
  /** Answers with the error to show, or null, which closes the dialog. */
  readonly onSave: () => Promise<CallError | null>;
  readonly onClose: () => void;
}

/** A dialog that names a subset. */
export function DialogFrame({ title, verb, name, onName, own, ready = true, size = 'medium', children, onSave, onClose }: DialogFrameProps) {
  const id = useId();
  const subsets = useSubsets((state) => state.subsets) ?? [];
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const there = subsetNamed(subsets, name);
  const taken = there !== undefined && there.id !== own;
  const canSave = name.trim() !== '' && !taken && ready && !busy;

  const save = async (): Promise<void> => {
    setBusy(true);
    const failure = await onSave();
    setBusy(false);
    if (failure) setError(failure);
    else onClose();
  };
  return (
    <Dialog
      title={title}
      size={size}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} disabled={!canSave}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (canSave) void save();
        }}
      >
        <TextField
          label="Name"
          value={name}
          data-first-focus
          maxLength={subsetLimits.name}
          hint={taken && `There is a subset named ${there.name}.`}
          onChange={(value) => {
            onName(value);
            setError(null);
          }}
        />
        {children}
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
