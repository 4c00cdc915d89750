import { ChartNoAxesColumnDecreasing, Download, LayoutDashboard, type LucideIcon, NotebookPen, Package, Search, SunMoon, TriangleAlert } from 'lucide-react';
import { JobTray } from '../features/jobs/tray.tsx';
import { MirrorSwitcher } from '../features/mirrors/mirror-switcher.tsx';
import { classNames } from '../ui/class-names.ts';
import { MenuItem, MenuLabel, Popover } from '../ui/menu.tsx';
import { commands, allModels, allReach } from './commands.ts';
import { openPanel } from './panels.ts';
import { printRoute, type Route } from './route.ts';
import { useApp } from './settings.ts';
import { Keys } from './shortcuts-help.tsx';
import styles from './sidebar.module.css';

interface Place {
  readonly view: Route['view'];
  readonly label: string;
  readonly icon: LucideIcon;
  readonly href: string;
}

const places: readonly Place[] = [
  { view: 'overview', label: 'Overview', icon: LayoutDashboard, href: '#/' },
  { view: 'models', label: 'Models', icon: Package, href: printRoute(allModels) },
  { view: 'reach', label: 'Reach', icon: ChartNoAxesColumnDecreasing, href: printRoute(allReach) },
  { view: 'problems', label: 'Problems', icon: TriangleAlert, href: '#/problems' },
  { view: 'notes', label: 'Notes', icon: NotebookPen, href: '#/notes' },
  { view: 'export', label: 'Export', icon: Download, href: '#/export' },
];

export function Sidebar({ route }: { readonly route: Route }) {
  const shownView = route.view === 'package' || route.view === 'compare' ? 'models' : route.view;
  return (
    <header className={styles.sidebar}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.wide}>
          PTMTorrent <em>Explorer</em>
        </span>
      </div>
      <MirrorSwitcher />
      <button type="button" className={styles.find} onClick={() => openPanel('palette')} aria-label="Find a command or package" title="Find a command or package">
        <Search size={15} strokeWidth={1.8} aria-hidden />
        <span className={styles.wide}>Find</span>
        <span className={classNames(styles.wide, styles.keys)}>
          <Keys keys="Mod+K" />
        </span>
      </button>
      <nav className={styles.places} aria-label="Views">
        {places.map(({ view, label, icon: Icon, href }) => (
          <a key={view} href={href} className={styles.place} aria-current={view === shownView ? 'page' : undefined} title={label}>
            <Icon size={16} strokeWidth={1.7} aria-hidden />
            <span className={styles.wide}>{label}</span>
          </a>
        ))}
      </nav>
      <div className={styles.foot}>
        <JobTray />
        <AppearanceMenu />
      </div>
    </header>
  );
}

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

function AppearanceMenu() {
  const settings = useApp((state) => state.settings);
  const chosen = new Set([`theme-${settings.theme === 'high-contrast' ? 'contrast' : settings.theme}`, `rows-${settings.density}`]);
  const items = commands.filter((command) => command.group === 'Appearance');
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
          {items.map(({ id, title, icon: Icon, run }) => (
            <MenuItem
              key={id}
              icon={<Icon size={15} strokeWidth={1.8} aria-hidden />}
              checked={chosen.has(id)}
              onSelect={() => {
                run();
                close();
              }}
            >
              {title}
            </MenuItem>
          ))}
        </>
      )}
    </Popover>
  );
}
