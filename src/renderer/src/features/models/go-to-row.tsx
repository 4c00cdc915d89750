import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/dialog-form.module.css';
import { TextField } from '../../ui/field.tsx';
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
    <Dialog
      title="Go to row"
      size="small"
      onClose={onClose}
      footer={
        <Button look="primary" type="submit" form="go-to-row" disabled={index === null}>
          Go
        </Button>
      }
    >
      <form
        id="go-to-row"
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (index === null) return;
          onClose();
          onGo(index);
        }}
      >
        <TextField label={`Row, from 1 to ${formatCount(total)}, or a part of the way as in 40%`} value={text} inputMode="numeric" data-first-focus="" onChange={setText} />
      </form>
    </Dialog>
  );
}
