import { useState } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import { hexLines } from '../../../../shared/text/hex-lines.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Badge } from '../../ui/marks.tsx';
import { CopyButton } from '../../ui/panel.tsx';
import { formatBytes, formatCount } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { bytesOfHex, tailOf } from './raw-text.ts';
import styles from './problems.module.css';

type Raw = CallAnswer<'problems.raw'>;

interface RawBytesProps {
  readonly mirror: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly onMore: (length: number) => void;
}

const mostBytes = 65_536;

const forms = [
  { value: 'text', label: 'Text' },
  { value: 'hex', label: 'Bytes' },
] as const;

/** The mirror's own bytes from a place on; a little of what stands before it is shown fainter. */
export function RawBytes({ mirror, file, offset, length, onMore }: RawBytesProps) {
  const { value, error, loading, reload } = useCall('problems.raw', { mirror, file, offset, length });
  const [form, setForm] = useState<'text' | 'hex'>('text');
  if (error) return <div className={styles.noBytes}><ErrorNotice error={error} onRetry={reload} /></div>;
  if (!value) return loading ? <div className={styles.noBytes}><Skeleton lines={4} label="Reading the place" /></div> : null;
  const end = value.start + value.length;
  const shown = value.hex === null ? 'text' : form;
  return (
    <div className={styles.raw}>
      <div className={styles.rawBar}>
        {value.hex !== null && <Segments label="Shown as" options={forms} value={form} onChange={setForm} />}
        <span>
          {formatBytes(value.length)} of {formatBytes(value.fileBytes)}, from byte {formatCount(value.start)}
        </span>
        {value.hex !== null && <Badge tone="warning" title="They show as replacement characters">Not UTF-8</Badge>}
        {value.changed && <Badge tone="warning" title="It has another size or date than when it was indexed; another record may stand here now">File changed since</Badge>}
        <span className={styles.rawActions}>
          {end < value.fileBytes && length < mostBytes && (
            <Button look="quiet" disabled={loading} onClick={() => onMore(Math.min(mostBytes, length * 4))}>
              Read more
            </Button>
          )}
          <CopyButton text={shown === 'hex' ? hexLines(bytesOfHex(value.hex ?? ''), value.start).join('\n') : value.text} label="Copy what is shown" />
        </span>
      </div>
      <Content raw={value} shown={shown} />
    </div>
  );
}

function Content({ raw, shown }: { readonly raw: Raw; readonly shown: 'text' | 'hex' }) {
  if (raw.text === '' && raw.hex === null) return <p className={styles.noBytes}>The file ends before this place.</p>;
  const before = shown === 'text' ? tailOf(raw.before) : '';
  return (
    <div className={styles.rawText}>
      {before.trim() !== '' && <pre title="What stands before it in the file">{before.trimEnd()}</pre>}
      {/* A field, so that the keyboard can scroll and select in it. */}
      <textarea readOnly aria-label="Raw bytes at the problem" spellCheck={false} value={shown === 'hex' ? hexLines(bytesOfHex(raw.hex ?? ''), raw.start).join('\n') : raw.text} />
    </div>
  );
}
