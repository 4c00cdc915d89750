import { FileX, X } from 'lucide-react';
import { useState } from 'react';
import type { ShownFile } from '../../../../../shared/contract/index.ts';
import { type PackageKey } from '../../../../../shared/domain/index.ts';
import { hexLines } from '../../../../../shared/text/hex-lines.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Badge } from '../../../ui/marks.tsx';
import { formatBytes, formatCount } from '../../../ui/quantity.ts';
import { ShownText } from '../../../ui/shown-text.tsx';
import { Empty, ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { Segments } from '../../../ui/tabs.tsx';
import { LfsCheckBar } from '../lfs-check.tsx';
import { CopyMenu } from './copy-menu.tsx';
import { CsvView } from './csv-view.tsx';
import { TextView } from './text-view.tsx';
import { type Form, useFile } from './use-file.ts';
import styles from './preview.module.css';

interface FilePreviewProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly path: string;
  readonly commit: string | null;
  readonly onClose: () => void;
}

/** One file to be looked at: text, rows, an image or bytes. Nothing of it runs. */
export function FilePreview({ mirror, package: key, path, commit, onClose }: FilePreviewProps) {
  const [form, setForm] = useState<Form>('auto');
  const { file, error, loading, reload, readOn, isReading } = useFile({ mirror, package: key, path, commit, form });
  const forms = file === null ? [] : formsOf(file, form);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    <section className={styles.preview} aria-label={`File ${path}`}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2 title={path}>
            <span>
              <ShownText text={path.slice(0, path.length - name.length)} />
            </span>
            <ShownText text={name} />
          </h2>
          <CopyMenu package={key} path={path} file={file} />
          <IconButton icon={X} label="Close the file" onClick={onClose} />
        </div>
        {file && file.kind !== 'none' && (
          <div className={styles.facts}>
            <Facts file={file} />
            {forms.length > 1 && <Segments label="Show it as" value={form} options={forms} onChange={setForm} />}
          </div>
        )}
      </header>
      {file && file.kind !== 'none' && file.lfs?.present && commit === null && <LfsCheckBar mirror={mirror} package={key} path={file.path} />}
      {error && <div className={styles.padded}><ErrorNotice error={error} onRetry={error.code === 'not-found' ? undefined : reload} /></div>}
      {loading && <div className={styles.padded}><Skeleton lines={8} label="Loading the file" /></div>}
      {file && <Body file={file} />}
      {file && 'to' in file && file.size !== null && file.to < file.size && (
        <footer className={styles.foot}>
          <span>
            {formatBytes(file.to)} of {formatBytes(file.size)}
          </span>
          {readOn && (
            <Button onClick={readOn} disabled={isReading}>
              Show more
            </Button>
          )}
        </footer>
      )}
    </section>
  );
}

/** The ways to show a file: one where it is nothing but bytes. */
function formsOf(file: ShownFile, form: Form): readonly { readonly value: Form; readonly label: string }[] {
  if (file.kind === 'absent' || file.kind === 'none' || (file.kind === 'binary' && form === 'auto')) return [];
  const hasRows = /\.(?:csv|tsv|tab)$/i.test(file.path);
  const hasLayout = /\.(?:json|ipynb|geojson|webmanifest)$/i.test(file.path) && !(file.kind === 'text' && !file.hasForm);
  return [
    { value: 'auto', label: hasRows ? 'Table' : hasLayout ? 'Laid out' : file.kind === 'image' ? 'Image' : 'As it is' },
    ...(hasRows || hasLayout ? [{ value: 'text', label: 'As written' } as const] : []),
    { value: 'bytes', label: 'Bytes' },
  ];
}

function Facts({ file }: { readonly file: Exclude<ShownFile, { kind: 'none' }> }) {
  return (
    <>
      {file.format && <Badge>{file.format}</Badge>}
      {file.magic && <Badge title="By its first bytes">{file.magic}</Badge>}
      {file.size !== null && <span>{formatBytes(file.size)}</span>}
      {file.kind === 'text' && <span>{file.encoding}</span>}
      {file.kind === 'image' && <span>{`${formatCount(file.width)} × ${formatCount(file.height)} pixels`}</span>}
      {file.kind === 'table' && file.cut && <span>long cells or columns are cut</span>}
      {file.lfs && (
        <Badge tone={file.lfs.present ? 'good' : 'warning'} title={`sha256 ${file.lfs.oid}`}>
          {file.lfs.present ? 'LFS, content here' : 'LFS pointer only'}
        </Badge>
      )}
      {file.resolvedPath !== null && <span>a link to {file.resolvedPath}</span>}
    </>
  );
}

function Body({ file }: { readonly file: ShownFile }) {
  const label = `Content of ${file.path}`;
  switch (file.kind) {
    case 'text':
      return file.size === 0 ? <p className={styles.padded}>The file is empty.</p> : <TextView key={`${file.path} ${file.commit} ${file.isPretty}`} label={label} text={file.text} folds={file.isPretty} />;
    case 'table':
      return <CsvView label={label} rows={file.rows} columns={file.columns} />;
    case 'image':
      return <ImageView key={`${file.path} ${file.commit}`} file={file} />;
    case 'binary':
      return (
        <>
          {file.reason && <p className={styles.padded}>{file.reason}</p>}
          <TextView label={label} text={hexLines(bytesOf(file.base64), file.from).join('\n')} numbered={false} />
        </>
      );
    case 'absent':
      return (
        <Empty icon={FileX} title="The content is not here">
          {file.reason}
          {file.lfs && <code className={styles.oid}>sha256 {file.lfs.oid}</code>}
        </Empty>
      );
    case 'none':
      return (
        <Empty icon={FileX} title="No such file to show">
          {file.reason}
        </Empty>
      );
  }
}

function ImageView({ file }: { readonly file: Extract<ShownFile, { kind: 'image' }> }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className={styles.padded}>The image is damaged or cut short: it cannot be drawn.</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must be reached by keys
    <div className={styles.image} tabIndex={0} role="region" aria-label={`Content of ${file.path}`}>
      <img src={`data:${file.mediaType};base64,${file.base64}`} alt={file.path} onError={() => setBroken(true)} />
    </div>
  );
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
