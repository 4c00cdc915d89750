import { LayoutDashboard, Plus } from 'lucide-react';
import { useEffect } from 'react';
import type { DashboardTile } from '../../../../shared/contract/index.ts';
import { dashboardLimits } from '../../../../shared/domain/index.ts';
import { MenuButton, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import { sayError, showToast } from '../../ui/toast.tsx';
import { addTile, freeName, loadDashboards, saveDashboard, useDashboards } from './store.ts';

/** Puts a chart on one of the user's dashboards, or on a new one. */
export function AddToDashboard({ tile, title }: { readonly tile: DashboardTile; readonly title: string }) {
  const dashboards = useDashboards((state) => state.dashboards);
  useEffect(() => {
    if (useDashboards.getState().dashboards === null) void loadDashboards();
  }, []);
  const icon = { size: 15, strokeWidth: 1.8, 'aria-hidden': true } as const;
  return (
    <MenuButton icon={LayoutDashboard} label={`Put ${title} on a dashboard`} role="menu" align="end">
      {(close) => (
        <>
          <MenuLabel>Put it on a dashboard</MenuLabel>
          {(dashboards ?? []).filter(({ tiles }) => tiles.length < dashboardLimits.tiles).map((dashboard) => (
            <MenuItem
              key={dashboard.id}
              icon={<LayoutDashboard {...icon} />}
              onSelect={() => {
                close();
                void addTile(dashboard, tile, title);
              }}
            >
              {dashboard.name}
            </MenuItem>
          ))}
          <MenuItem
            icon={<Plus {...icon} />}
            onSelect={() => {
              close();
              void make();
            }}
          >
            A new dashboard
          </MenuItem>
        </>
      )}
    </MenuButton>
  );

  async function make(): Promise<void> {
    const saved = await saveDashboard({ name: freeName('New dashboard'), tiles: [tile] });
    if (saved.ok) showToast({ tone: 'good', title: `Added ${title} to ${saved.value.name}` });
    else sayError(saved.error);
  }
}
