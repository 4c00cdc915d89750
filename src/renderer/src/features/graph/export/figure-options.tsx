import type { ReactNode } from 'react';
import { figureLimits, figureWidths, type GraphTheme, graphThemes } from '../../../../../shared/graph/index.ts';
import { Checkbox, Select } from '../../../ui/field.tsx';
import { Segments } from '../../../ui/tabs.tsx';
import { NumberField } from './number-field.tsx';
import { changeExport, changeFigure, type ExportChoice } from './store.ts';
import styles from './export.module.css';

const forms = [
  { value: 'svg', label: 'SVG', title: 'Lines and text, sharp at every size' },
  { value: 'png', label: 'PNG', title: 'Pixels, for slides and word processors' },
] as const;

const themeNames: Readonly<Record<GraphTheme, string>> = {
  print: 'Print: black on white', light: 'Light', dark: 'Dark', 'high-contrast': 'High contrast, light', 'high-contrast-dark': 'High contrast, dark',
};
const themes = (['print', ...graphThemes.filter((theme) => theme !== 'print')] as const).map((value) => ({ value, label: themeNames[value] }));

const legends = [
  { value: 'right', label: 'Right' },
  { value: 'below', label: 'Below' },
  { value: 'none', label: 'None' },
] as const;

const labels = [
  { value: 'fitting', label: 'Those that have room' },
  { value: 'all', label: 'All' },
  { value: 'none', label: 'None' },
] as const;

const densities = [150, 300, 600, 1200].map((value) => ({ value: String(value), label: `${value} dots per inch` }));

/** How the figure is to look; every change is seen in the preview. */
export function FigureFields({ choice }: { readonly choice: ExportChoice }) {
  const { figure } = choice;
  const isListed = figureWidths.some(({ width }) => width === figure.width);
  return (
    <div className={styles.fields}>
      <Row title="File">
        <Segments label="Form of the figure" options={forms} value={choice.form} onChange={(form) => changeExport({ form })} />
        {choice.form === 'png' && <Select label="Resolution" options={densities} value={String(choice.dotsPerInch)} onChange={(value) => changeExport({ dotsPerInch: Number(value) })} />}
      </Row>
      <Row title="Theme">
        <Select label="Theme of the figure" options={themes} value={choice.theme} onChange={(value) => changeExport({ theme: themes.find((theme) => theme.value === value)?.value ?? 'print' })} />
      </Row>
      <Row title="Width">
        <Select
          label="Usual widths"
          options={[...figureWidths.map(({ width, title }) => ({ value: String(width), label: `${title}, ${width} mm` })), ...(isListed ? [] : [{ value: String(figure.width), label: 'Another' }])]}
          value={String(figure.width)}
          onChange={(value) => changeFigure({ width: Number(value) })}
        />
        <NumberField label="Width in millimetres" unit="mm" value={figure.width} {...figureLimits.width} onChange={(width) => changeFigure({ width })} />
      </Row>
      <Row title="Text">
        <NumberField label="Text size in points" unit="pt" value={figure.fontSize} {...figureLimits.fontSize} onChange={(fontSize) => changeFigure({ fontSize })} />
        <Select label="Labels" options={labels} value={figure.labels} onChange={(value) => changeFigure({ labels: labels.find((label) => label.value === value)?.value ?? 'fitting' })} />
      </Row>
      <Row title="Legend">
        <Segments label="Place of the legend" options={legends} value={figure.legend} onChange={(legend) => changeFigure({ legend })} />
      </Row>
      <Checkbox checked={figure.licences} disabled={figure.labels === 'none'} onChange={(licences) => changeFigure({ licences })}>
        Licences below the names of packages
      </Checkbox>
      <Checkbox checked={figure.caption} onChange={(caption) => changeFigure({ caption })}>
        Caption with rule, filters, counts and index
      </Checkbox>
      <Checkbox checked={figure.numbered} onChange={(numbered) => changeFigure({ numbered })}>
        Numbers for colours, to be read in a grey print
      </Checkbox>
    </div>
  );
}

function Row({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span className={styles.rowTitle} aria-hidden>
        {title}
      </span>
      {children}
    </div>
  );
}
