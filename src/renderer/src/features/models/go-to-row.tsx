import { useState } from 'react';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { rowIndexOf } from './row-number.ts';

interface GoToRowProps {
  readonly total: number;
  readonly onGo: (index: number) => void;
  readonly onClose: () => void;
}

/** Asks for a row by its number, counted from 1, or by a share of the way: `40%`. */
export function GoToRow({ total, onGo, onClose }: GoToRowProps) {
  const [text, setText] = useState('');
  const index = rowIndexOf(text, total);
  return (
    <FormDialog
      title="Go to row"
      size="small"
      verb="Go"
      isReady={index !== null}
      onClose={onClose}
      onSubmit={() => {
        // The row takes the focus that a closed dialog gives back.
        onClose();
        if (index !== null) onGo(index);
        return null;
      }}
    >
      <TextField label={`Row, from 1 to ${formatCount(total)}, or a part of the way as in 40%`} value={text} inputMode="numeric" data-first-focus="" onChange={setText} />
    </FormDialog>
  );
}
