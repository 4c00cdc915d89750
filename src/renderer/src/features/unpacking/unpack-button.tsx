import { PackageOpen } from 'lucide-react';
import { useState } from 'react';
import type { HubId } from '../../../../shared/domain/index.ts';
import { hubById } from '../../../../shared/domain/index.ts';
import { Button } from '../../ui/button.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { UnpackDialog } from './unpack-dialog.tsx';

/** Opens the dialog that unpacks a hub of the current mirror. */
export function UnpackButton({ hub }: { readonly hub: HubId }) {
  const mirror = useIndexedMirror();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={PackageOpen} aria-label={`Unpack ${hubById(hub).title}…`} disabled={mirror === null} onClick={() => setOpen(true)}>
        Unpack…
      </Button>
      {open && mirror !== null && <UnpackDialog mirror={mirror} hub={hub} onClose={() => setOpen(false)} />}
    </>
  );
}
