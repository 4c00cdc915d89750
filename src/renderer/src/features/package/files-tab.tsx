import { FolderX } from 'lucide-react';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { FileTable } from './file-table.tsx';
import { LfsCheckBar } from './lfs-check.tsx';
import styles from './package.module.css';

export function FilesTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { value, error, loading, reload } = useCall('packages.files', { mirror, package: key }, true);
  if (error) return <div className={styles.notice}><ErrorNotice error={error} onRetry={reload} /></div>;
  if (loading || !value) return <div className={styles.notice}><Skeleton lines={8} label="Loading files" /></div>;
  if (value.source === 'none') {
    return (
      <Empty icon={FolderX} title="No list of files">
        {value.reason ?? 'Neither the hub’s metadata nor a clone lists the files of this package.'}
      </Empty>
    );
  }
  return (
    <>
      {value.source === 'clone' && value.files.some((file) => file.lfs !== null) && <LfsCheckBar mirror={mirror} package={key} path={null} />}
      <FileTable listing={value} />
    </>
  );
}
