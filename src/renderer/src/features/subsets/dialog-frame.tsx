import type { ReactNode } from 'react';
import { subsetLimits } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { subsetNamed, useSubsets } from './store.ts';

interface DialogFrameProps {
  readonly title: string;
  readonly verb: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  /** The subset that may have the name: the one that is changed. */
  readonly own?: string;
  readonly ready?: boolean;
  /** It has a name that is not asked for. */
  readonly isNamed?: boolean;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children?: ReactNode;
  /** Answers with the error to show, or null, which closes the dialog. */
  readonly onSave: () => Promise<CallError | null>;
  readonly onClose: () => void;
}

/** A dialog that names a subset. */
export function DialogFrame({ title, verb, name, onName, own, ready = true, isNamed = false, size = 'medium', children, onSave, onClose }: DialogFrameProps) {
  const subsets = useSubsets((state) => state.subsets) ?? [];
  const there = subsetNamed(subsets, name);
  const taken = there !== undefined && there.id !== own;
  return (
    <FormDialog title={title} size={size} verb={verb} isReady={(isNamed || (name.trim() !== '' && !taken)) && ready} onSubmit={onSave} onClose={onClose}>
      {!isNamed && <TextField label="Name" value={name} data-first-focus maxLength={subsetLimits.name} hint={taken && `There is a subset named ${there.name}.`} onChange={onName} />}
      {children}
    </FormDialog>
  );
}
