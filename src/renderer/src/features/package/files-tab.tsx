import { FolderX } from 'lucide-react';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { type FilePlace, navigate } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { CommitPicker } from './commit-picker.tsx';
import { FileTable } from './file-table.tsx';
import { LfsCheckBar } from './lfs-check.tsx';
import { FilePreview } from './preview/file-preview.tsx';
import styles from './files.module.css';
import packageStyles from './package.module.css';

interface FilesTabProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly place: FilePlace | undefined;
  /** Files that the hub's record counts. */
  readonly recorded: number | null;
}

/** The files of a package at a commit, and one of them beside the list. */
export function FilesTab({ mirror, package: key, place = { path: null, commit: null }, recorded }: FilesTabProps) {
  const { path, commit } = place;
  const go = (next: FilePlace): void => navigate({ view: 'package', package: key, tab: 'files', file: next });
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        <FileList mirror={mirror} package={key} path={path} commit={commit} recorded={recorded} onGo={go} />
      </div>
      {path !== null && (
        <div className={styles.side}>
          <FilePreview key={path} mirror={mirror} package={key} path={path} commit={commit} onClose={() => go({ path: null, commit })} />
        </div>
      )}
    </div>
  );
}

function FileList({ mirror, package: key, path, commit, recorded, onGo }: FilePlace & { readonly mirror: string; readonly package: PackageKey; readonly recorded: number | null; readonly onGo: (place: FilePlace) => void }) {
  const { value, error, loading, reload } = useCall('packages.files', { mirror, package: key, commit }, true);
  if (error) {
    return (
      <div className={packageStyles.notice}>
        <ErrorNotice error={error} onRetry={error.code === 'not-found' ? undefined : reload} />
        {commit !== null && <Button onClick={() => onGo({ path: null, commit: null })}>Show the files at HEAD</Button>}
      </div>
    );
  }
  if (loading || !value) return <div className={packageStyles.notice}><Skeleton lines={8} label="Loading files" /></div>;
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
      <FileTable
      key={`${key.name} ${value.commit}`}
      listing={value}
      package={key}
      shown={path}
      commit={commit}
      recorded={recorded}
      picker={value.source === 'clone' && <CommitPicker mirror={mirror} package={key} commit={commit} onChoose={(chosen) => onGo({ path, commit: chosen })} />}
    />
    </>
  );
}
