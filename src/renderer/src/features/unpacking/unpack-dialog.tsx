import { useDeferredValue, useState } from 'react';
import type { UnpackEstimate } from '../../../../shared/contract/index.ts';
import { hubById, type HubId } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { useCall } from '../../client/use-call.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatBytes, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { showToast } from '../../ui/toast.tsx';
import { PathField } from '../exporting/path-field.tsx';
import styles from './unpacking.module.css';

interface UnpackDialogProps {
  readonly mirror: string;
  readonly hub: HubId;
  readonly onClose: () => void;
}

/** Asks where a hub's archives are unpacked to, and tells before what that takes. */
export function UnpackDialog({ mirror, hub, onClose }: UnpackDialogProps) {
  const [target, setTarget] = useState('');
  const [failure, setFailure] = useState<CallError | null>(null);
  const asked = useDeferredValue(target.trim());
  const { value: estimate, error, loading } = useCall('mirrors.unpackEstimate', { mirror, hub, target: asked === '' ? null : asked });
  const { title } = hubById(hub);
  const suggestion = `${hub}-unpacked`;
  const isReady = estimate !== null && !loading && asked !== '' && asked === target.trim() && estimate.refusal === null;

  const choose = async (): Promise<void> => {
    const answer = await call('exports.chooseTarget', { format: 'unpacked', suggestedName: suggestion });
    if (!answer.ok) setFailure(answer.error);
    else if (answer.value.path !== null) {
      setFailure(null);
      setTarget(answer.value.path);
    }
  };
  const start = async (): Promise<CallError | null> => {
    const answer = await call('mirrors.unpack', { mirror, hub, target: target.trim() });
    if (!answer.ok) return answer.error;
    showToast({ tone: 'neutral', title: `Unpacking ${title}`, text: 'Jobs shows how far it is, and can cancel it.' });
    return null;
  };

  return (
    <FormDialog title={`Unpack ${title}`} verb="Unpack" isReady={isReady} error={failure} onSubmit={start} onClose={onClose}>
      <p className={styles.note}>Its commits, files and signatures can be read once it lies in a folder. That folder is a mirror of its own; the archives stay as they are.</p>
      {error && <ErrorNotice error={error} />}
      {!estimate && loading && <Skeleton lines={2} label="Estimating" />}
      {estimate && <Sizes estimate={estimate} />}
      <PathField
        label="New or empty folder"
        value={target}
        suggestion={suggestion}
        nativeHint="Outside of the mirror."
        typedHint="A path on the machine that runs this program, outside of the mirror."
        isFirst
        onChange={(value) => {
          setFailure(null);
          setTarget(value);
        }}
        onChoose={() => void choose()}
      />
      {estimate?.refusal && asked !== '' && (
        <p className={styles.warning} role="status">
          {[estimate.refusal.message, estimate.refusal.hint].filter(Boolean).join(' ')}
        </p>
      )}
    </FormDialog>
  );
}

function Sizes({ estimate }: { readonly estimate: UnpackEstimate }) {
  const { compressedBytes, unpackedBytes, counted, files, clones, freeBytes } = estimate;
  return (
    <output>
      {[
        clones !== null && formatPlural(clones, 'clone'),
        files !== null && formatPlural(files, 'file'),
        `${formatBytes(compressedBytes)} packed`,
        counted ? `${formatBytes(unpackedBytes)} unpacked` : `about ${formatBytes(unpackedBytes)} unpacked, told by the ends of the archives`,
        freeBytes !== null && `${formatBytes(freeBytes)} free there`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </output>
  );
}
