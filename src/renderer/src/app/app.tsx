import { useEffect } from 'react';
import { onEngineEvent } from '../client/client.ts';
import { startNextEpoch } from '../client/epoch.ts';
import { loadJobs, takeJob, warnBeforeLeaving } from '../features/jobs/store.ts';
import { AliasDialogs } from '../features/reach/aliases/alias-dialogs.tsx';
import { ChoosingDialogs } from '../features/choosing/choosing-dialogs.tsx';
import { takeDecisionsEvent } from '../features/choosing/store.ts';
import { KeyDialogs } from '../features/keys/key-dialogs.tsx';
import { loadKeys } from '../features/keys/store.ts';
import { takeNotesEvent } from '../features/notes/store.ts';
import { openMirror, refreshMirrors, startMirrors, useMirrors } from '../features/mirrors/store.ts';
import { OpenDialog } from '../features/mirrors/open-dialog.tsx';
import { LinkQuestion } from '../features/package/link-question.tsx';
import { MeasuredDialogs } from '../features/measured/measured-dialogs.tsx';
import { PeatmossDialogs } from '../features/peatmoss/peatmoss-dialogs.tsx';
import { loadMeasured, takeMeasuredEvent } from '../features/measured/store.ts';
import { loadSubsets } from '../features/subsets/store.ts';
import { SubsetDialogs } from '../features/subsets/subset-dialogs.tsx';
import { takeDashboardsEvent } from '../features/dashboards/store.ts';
import { loadViews } from '../features/views/store.ts';
import { ViewDialogs } from '../features/views/view-dialogs.tsx';
import { sayError, Toasts } from '../ui/toast.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { takeCommand } from './commands.ts';
import { useShortcuts } from './keyboard.ts';
import { Palette } from './palette.tsx';
import { usePanel } from './panels.ts';
import { openLink } from './link.ts';
import { followAddress } from './route.ts';
import { loadApp, takeSettings } from './settings.ts';
import { keepRecentPlaces, loadRecentPlaces } from './recent-places.ts';
import { followMirror, keepSession, restoreSession } from './session.ts';
import { Shell } from './shell.tsx';
import { ShortcutsHelp } from './shortcuts-help.tsx';

let started = false;
/** What a second start asks for is opened after the first mirror is, not beside it: the last one asked for stays. */
let starting: Promise<void> = Promise.resolve();

/** Asks the engine for all that the window starts with, once however often React mounts the root. */
function start(): void {
  if (started) return;
  started = true;
  void loadApp();
  void loadJobs();
  void loadViews();
  void loadMeasured();
  void loadKeys();
  void loadRecentPlaces();
  starting = restoreSession().then(startMirrors);
}

async function openRequested(paths: readonly string[]): Promise<void> {
  await starting;
  sayError(await openMirror(paths));
}

export function App() {
  useShortcuts();
  useEffect(() => followAddress(), []);
  useEffect(() => followMirror(), []);
  useEffect(() => keepRecentPlaces(), []);
  useEffect(() => keepSession(), []);
  useSubsetsOfMirror();
  useEffect(() => warnBeforeLeaving(), []);
  useEffect(() => {
    const end = onEngineEvent((event) => {
      switch (event.kind) {
        case 'job':
          takeJob(event.job);
          break;
        case 'index':
          void refreshMirrors();
          void loadJobs();
          startNextEpoch();
          break;
        case 'notes':
          takeNotesEvent(event.mirror);
          break;
        case 'decisions':
          takeDecisionsEvent(event.mirror);
          break;
        case 'settings':
          takeSettings(event.settings);
          break;
        case 'command':
          takeCommand(event.id);
          break;
        case 'keys':
          void loadKeys();
          break;
        case 'peatmoss':
        case 'aliases':
          startNextEpoch();
          break;
        case 'views':
          void loadViews();
          break;
        case 'subsets':
          if (useMirrors.getState().current?.id === event.mirror) {
            void loadSubsets(event.mirror);
            // Any search on screen may ask for one.
            startNextEpoch();
          }
          break;
        case 'dashboards':
          takeDashboardsEvent();
          break;
        case 'measured':
          takeMeasuredEvent();
          break;
        case 'link':
          void starting.then(() => openLink(event.address));
          break;
        case 'open':
          void openRequested(event.paths);
          break;
      }
    });
    start();
    return end;
  }, []);
  return (
    <ErrorBoundary>
      <Shell />
      <Panels />
      <ViewDialogs />
      <SubsetDialogs />
      <MeasuredDialogs />
      <PeatmossDialogs />
      <KeyDialogs />
      <ChoosingDialogs />
      <AliasDialogs />
      <LinkQuestion />
      <Toasts />
    </ErrorBoundary>
  );
}

/** Subsets belong to a mirror: with another one, others are there. */
function useSubsetsOfMirror(): void {
  const mirror = useMirrors((state) => state.current?.id ?? null);
  useEffect(() => void loadSubsets(mirror), [mirror]);
}

function Panels() {
  const open = usePanel((state) => state.open);
  switch (open) {
    case 'palette':
      return <Palette />;
    case 'shortcuts':
      return <ShortcutsHelp />;
    case 'open-mirror':
      return <OpenDialog />;
    case null:
      return null;
  }
}
