import { Search, SunMoon } from 'lucide-react';
import { memo } from 'react';
import { commandById, type CommandId } from '../../../shared/commands/index.ts';
import type { Settings } from '../../../shared/contract/index.ts';
import { JobTray } from '../features/jobs/tray.tsx';
import { MirrorSwitcher } from '../features/mirrors/mirror-switcher.tsx';
import { ViewLinks } from '../features/views/view-links.tsx';
import { classNames } from '../ui/class-names.ts';
import { MenuItem, MenuLabel, MenuLine, Popover } from '../ui/menu.tsx';
import { useKeysOf, useTooltip } from './bindings.ts';
import { CommandIcon } from './command-icon.tsx';
import { allModels, allReach, runCommand } from './commands.ts';
import { HistoryButtons } from './history-buttons.tsx';
import { openPanel } from './panels.ts';
import { printRoute, type Route } from './route.ts';
import { useApp } from './settings.ts';
import { Keys } from './keys.tsx';
import styles from './sidebar.module.css';

interface Place {
  readonly view: Route['view'];
  readonly command: CommandId;
  readonly href: string;
}

const places: readonly Place[] = [
  { view: 'overview', command: 'go.overview', href: '#/' },
  { view: 'models', command: 'go.models', href: printRoute(allModels) },
  { view: 'reach', command: 'go.reach', href: printRoute(allReach) },
  { view: 'measures', command: 'go.measures', href: '#/measures' },
  { view: 'problems', command: 'go.problems', href: '#/problems' },
  { view: 'notes', command: 'go.notes', href: '#/notes' },
  { view: 'subsets', command: 'go.subsets', href: '#/subsets' },
  { view: 'choosing', command: 'go.choosing', href: '#/choosing' },
  { view: 'export', command: 'go.export', href: '#/export' },
];

export function Sidebar({ route }: { readonly route: Route }) {
  const shownView = route.view === 'package' || route.view === 'compare' ? 'models' : route.view === 'dashboards' ? 'measures' : route.view;
  const keys = useKeysOf('palette');
  return (
    <header className={styles.sidebar}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.wide}>
          PTMTorrent <em>Explorer</em>
        </span>
      </div>
      <HistoryButtons />
      <Mirrors />
      <button type="button" className={styles.find} onClick={() => openPanel('palette')} aria-label="Find a command or package" title={useTooltip('Find a command or package', 'palette')}>
        <Search size={15} strokeWidth={1.8} aria-hidden />
        <span className={styles.wide}>Find</span>
        {keys && (
          <span className={classNames(styles.wide, styles.keys)}>
            <Keys keys={keys} />
          </span>
        )}
      </button>
      <nav className={styles.places} aria-label="Views">
        {places.map((place) => (
          <PlaceLink key={place.view} place={place} isCurrent={place.view === shownView} />
        ))}
      </nav>
      <ViewLinks route={route} />
      <Foot />
    </header>
  );
}

// The route changes with every key that is typed into a search: what does not depend on it is not drawn again.
const Mirrors = memo(MirrorSwitcher);

const Foot = memo(function Foot() {
  return (
    <div className={styles.foot}>
      <JobTray />
      <AppearanceMenu />
    </div>
  );
});

const PlaceLink = memo(function PlaceLink({ place: { command, href }, isCurrent }: { readonly place: Place; readonly isCurrent: boolean }) {
  const { title } = commandById(command);
  return (
    <a href={href} className={styles.place} aria-current={isCurrent ? 'page' : undefined} title={useTooltip(title, command)}>
      <CommandIcon id={command} size={16} />
      <span className={styles.wide}>{title}</span>
    </a>
  );
});

/** Five hubs as bars of falling length: the shape of a rank plot. */
function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 22 22" width="22" height="22" aria-hidden>
      <rect width="20" height="3" x="1" y="1.5" rx="1.5" />
      <rect width="12" height="3" x="1" y="6.75" rx="1.5" />
      <rect width="7.5" height="3" x="1" y="12" rx="1.5" />
      <rect width="5" height="3" x="1" y="17.25" rx="1.5" />
    </svg>
  );
}

const themeCommands: Readonly<Record<Settings['theme'], CommandId>> = {
  system: 'view.themeSystem',
  light: 'view.themeLight',
  dark: 'view.themeDark',
  'high-contrast': 'view.themeContrast',
};
const rowCommands: Readonly<Record<Settings['density'], CommandId>> = { comfortable: 'view.rowsComfortable', compact: 'view.rowsCompact' };
const appearanceCommands = [...Object.values(themeCommands), ...Object.values(rowCommands)];

function AppearanceMenu() {
  const settings = useApp((state) => state.settings);
  return (
    <Popover
      label="Appearance"
      role="menu"
      side="above"
      triggerClass={styles.place}
      trigger={
        <>
          <SunMoon size={16} strokeWidth={1.7} aria-hidden />
          <span className={styles.wide}>Appearance</span>
        </>
      }
    >
      {(close) => (
        <>
          <MenuLabel>Appearance</MenuLabel>
          {appearanceCommands.map((id) => (
            <MenuItem
              key={id}
              icon={<CommandIcon id={id} />}
              checked={id === themeCommands[settings.theme] || id === rowCommands[settings.density]}
              onSelect={() => {
                runCommand(id);
                close();
              }}
            >
              {commandById(id).title}
            </MenuItem>
          ))}
          <MenuLine />
          <MenuItem
            icon={<CommandIcon id="help.shortcuts" />}
            onSelect={() => {
              close();
              runCommand('help.shortcuts');
            }}
          >
            {commandById('help.shortcuts').title}
          </MenuItem>
        </>
      )}
    </Popover>
  );
}
