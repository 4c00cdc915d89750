import { Archive, FolderOpen, Sparkles, Trash2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { closePanel } from '../../app/panels.ts';
import { useNativeDialogs } from '../../app/settings.ts';
import { call } from '../../client/client.ts';
import type { CallError } from '../../../../shared/result.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { Listing, useListing } from './listing.tsx';
import { stateOf } from './mirror-switcher.tsx';
import { forgetMirror, openMirror, openSample, useMirrors } from './store.ts';
import styles from './open-dialog.module.css';

function pathsIn(text: string): readonly string[] {
  return text
    .split(/[\n;]/)
    .map((path) => path.trim())
    .filter(Boolean);
}

/** Chooses a folder or archives, shows what lies there, and opens it. */
export function OpenDialog() {
  const native = useNativeDialogs();
  const mirrors = useMirrors((state) => state.mirrors);
  const [text, setText] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  const paths = pathsIn(useDeferredValue(text));
  const listing = useListing(paths);

  const open = async (opening: Promise<CallError | null>): Promise<void> => {
    const failure = await opening;
    if (failure) setError(failure);
    else closePanel();
  };
  const choose = async (what: 'folder' | 'archives'): Promise<void> => {
    const answer = await call('mirrors.choose', { what });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.paths) {
      setError(null);
      setText(answer.value.paths.join('; '));
    }
  };

  return (
    <Dialog
      title="Open your mirror"
      onClose={closePanel}
      footer={
        <>
          <Button look="quiet" icon={Sparkles} className={styles.sample} onClick={() => void open(openSample())}>
            Open the sample mirror
          </Button>
          <Button onClick={closePanel}>Cancel</Button>
          <Button look="primary" disabled={listing.value === null || listing.value.hubs.length === 0 || listing.loading} onClick={() => void open(openMirror(paths))}>
            Open
          </Button>
        </>
      }
    >
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          // What is listed may be of the text before this one: whoever presses Enter means what stands there now.
          const meant = pathsIn(text);
          if (meant.length > 0) void open(openMirror(meant));
        }}
      >
        {native && (
          <div className={styles.choices}>
            <button type="button" className={styles.choice} onClick={() => void choose('folder')}>
              <FolderOpen size={20} strokeWidth={1.5} aria-hidden />
              <strong>A folder…</strong>
              <span>The one above data, data itself, or one hub</span>
            </button>
            <button type="button" className={styles.choice} onClick={() => void choose('archives')}>
              <Archive size={20} strokeWidth={1.5} aria-hidden />
              <strong>Archives…</strong>
              <span>The .tar.gz files of the dataset, as they are</span>
            </button>
          </div>
        )}
        <TextField
          label={native ? 'Or its path' : 'Path on the machine that runs this program'}
          value={text}
          data-first-focus
          placeholder="/data/ptmtorrent"
          hint="The folder above data, data itself, one hub’s folder, or .tar.gz archives. Several paths are parted by a semicolon."
          onChange={(value) => {
            setError(null);
            setText(value);
          }}
        />
        {error && !listing.error && <ErrorNotice error={error} />}
        <Listing listing={listing} />
        {mirrors.length > 0 && paths.length === 0 && (
          <section aria-label="Recent mirrors">
            <h3 className={styles.heading}>Recent mirrors</h3>
            <ul className={styles.recent}>
              {mirrors.map((mirror) => (
                <li key={mirror.id}>
                  <button type="button" onClick={() => void open(mirror.isSample ? openSample() : openMirror(mirror.sources))}>
                    <strong>{mirror.title}</strong>
                    <span>{stateOf(mirror)}</span>
                    {!mirror.isSample && <code>{mirror.sources.join('; ')}</code>}
                  </button>
                  <IconButton icon={Trash2} label={`Forget ${mirror.title} and remove its index with earlier states; notes and tags are kept`} onClick={() => void forgetMirror(mirror.id).then(setError)} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </form>
    </Dialog>
  );
}
