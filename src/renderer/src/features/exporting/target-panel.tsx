import { Download } from 'lucide-react';
import { useDeferredValue } from 'react';
import type { CallAnswer, Selection } from '../../../../shared/contract/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatBytes, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { useMirrors } from '../mirrors/store.ts';
import { mayOverwrite } from './may-overwrite.ts';
import { PathField } from './path-field.tsx';
import { Remarks } from './remarks.tsx';
import { changeExport, chooseTarget, exportArguments, type Format, startExport, targetOf, useExport } from './store.ts';
import styles from './export.module.css';

interface TargetPanelProps {
  readonly format: Format;
  readonly mirror: string;
  readonly selection: Selection;
  readonly clones: number;
  /** Nothing is selected. */
  readonly none: boolean;
}

/** Asks where to write, and tells before how much that is and what stands against it. */
export function TargetPanel({ format, mirror, selection, clones, none }: TargetPanelProps) {
  const title = useMirrors((state) => state.current?.title ?? 'mirror');
  const state = useExport();
  const { target, error } = state;
  const as = targetOf(format, state);
  const suggestion = suggestName(title, format, as);
  const asked = exportArguments(state, format, mirror, selection, clones);
  const place = useDeferredValue(target.trim());
  const size = useCall('exports.measure', none ? null : { ...asked, target: place === '' ? null : place });
  return (
    <Panel title="Where">
      <form
        className={styles.where}
        onSubmit={(event) => {
          event.preventDefault();
          void startExport(asked);
        }}
      >
        <PathField
          label={as === 'file' ? 'File' : 'Folder'}
          value={target}
          suggestion={suggestion}
          typedHint="A path on the machine that runs this program."
          onChange={(value) => changeExport({ target: value })}
          onChoose={() => void chooseTarget(format.id, as, suggestion)}
        />
        <Checkbox checked={mayOverwrite(state)} onChange={(checked) => changeExport({ overwrite: checked, agreed: null })}>
          Overwrite what is there
        </Checkbox>
        {!none && <Size size={size.value} isCounting={size.loading} hasPlace={place !== ''} />}
        {error && <ErrorNotice error={error} />}
        <div>
          <Button look="primary" type="submit" icon={Download} disabled={target.trim() === '' || none}>
            Export
          </Button>
        </div>
      </form>
    </Panel>
  );
}

type Measured = CallAnswer<'exports.measure'>;

function Size({ size, isCounting, hasPlace }: { readonly size: Measured | null; readonly isCounting: boolean; readonly hasPlace: boolean }) {
  if (size === null) return isCounting ? <output className={styles.size}>Counting what there is to write…</output> : null;
  return (
    <>
      <output className={styles.size} aria-busy={isCounting}>
        {sizeText(size)}
      </output>
      {hasPlace && !isCounting && size.refusal && (
        <p className={styles.refusal} role="status">
          {[size.refusal.message, size.refusal.hint].filter(Boolean).join(' ')}
        </p>
      )}
      <Remarks label="Names that not every system holds" remarks={size.warnings} />
    </>
  );
}

function sizeText({ bytes, counted, clones, cloneBytes, lfsBytes, sharesBlocks, freeBytes }: Measured): string {
  return [
    `${counted ? '' : 'About '}${formatBytes(bytes)} to write`,
    clones > 0 && `${formatPlural(clones, 'clone')} of ${formatBytes(cloneBytes)}${sharesBlocks === true ? ', whose blocks are shared' : ''}`,
    lfsBytes > 0 && `${formatBytes(lfsBytes)} of weights stay away`,
    freeBytes !== null && `${formatBytes(freeBytes)} free there`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A name that any file system takes. */
function suggestName(title: string, { target, extension }: Format, as: 'file' | 'folder'): string {
  const name = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '').slice(0, 60) || 'mirror';
  if (target === 'folder') return as === 'file' ? `${name}-subset.tar.gz` : `${name}-subset`;
  return as === 'file' ? `${name}-packages.${extension}` : `${name}-packages`;
}
