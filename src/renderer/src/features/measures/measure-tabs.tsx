import { Tabs } from '../../ui/tabs.tsx';

/** The list of measures, and the dashboards made of them. */
export function MeasureTabs({ current }: { readonly current: 'list' | 'dashboards' }) {
  return (
    <Tabs
      label="Measures"
      current={current}
      tabs={[
        { id: 'list', label: 'All measures', href: '#/measures' },
        { id: 'dashboards', label: 'Dashboards', href: '#/dashboards' },
      ]}
    />
  );
}
