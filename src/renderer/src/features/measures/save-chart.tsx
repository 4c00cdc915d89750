import { useMemo, useState } from 'react';
import type { MeasureInfo, MeasurePart, MeasureResult } from '../../../../shared/contract/index.ts';
import { captionOf, drawPart, measureCsv, measureJson } from '../../../../shared/chart/index.ts';
import { figureLimits, figureWidths, pictureExtensions } from '../../../../shared/graph/index.ts';
import { useApp } from '../../app/settings.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Select } from '../../ui/field.tsx';
import { formatBytes, formatDay } from '../../ui/quantity.ts';
import { Segments } from '../../ui/tabs.tsx';
import { SaveDialog } from '../exporting/save-dialog.tsx';
import { copyCaption, copyFigure } from '../graph/export/copy-figure.ts';
import exports from '../graph/export/export.module.css';
import type { DrawnFigure } from '../graph/export/figure-messages.ts';
import { FigurePreview } from '../graph/export/figure-preview.tsx';
import { NumberField } from '../graph/export/number-field.tsx';
import { packFile, pixelsOf, rasterise } from '../graph/export/rasterise.ts';
import { changeExport, changeFigure, useExportChoice } from '../graph/export/store.ts';

interface SaveChartProps {
  readonly info: MeasureInfo;
  readonly result: MeasureResult;
  readonly part: MeasurePart;
  readonly referenceWord: string;
  readonly onClose: () => void;
}

const forms = [
  { value: 'svg', label: 'SVG', title: 'Lines and text, sharp at every size' },
  { value: 'png', label: 'PNG', title: 'Pixels, for slides and word processors' },
  { value: 'measure-csv', label: 'CSV', title: 'The numbers of this part' },
  { value: 'measure-json', label: 'JSON', title: 'The whole result with rule, parameters, selection and index' },
] as const;

type Form = (typeof forms)[number]['value'];

const themes = [
  { value: 'print', label: 'Print', title: 'Black on white' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const densities = [150, 300, 600, 1200].map((value) => ({ value: String(value), label: `${value} dots per inch` }));

/** Saves a chart as a figure, or its numbers. A dialog: mount it to open it. */
export function SaveChart({ info, result, part, referenceWord, onClose }: SaveChartProps) {
  const [form, setForm] = useState<Form>('svg');
  const choice = useExportChoice();
  const version = useApp((state) => (state.info ? `${state.info.name} ${state.info.version}` : 'PTMTorrent Explorer'));
  const [today] = useState(() => formatDay(Date.now() / 1000));
  const { theme, dotsPerInch, figure: options } = choice;
  const caption = useMemo(() => captionOf(info, result, part, `${version}, ${today}`), [info, result, part, version, today]);
  const figure = useMemo((): DrawnFigure => {
    const { svg, width, height } = drawPart(part, { width: options.width, unit: 'mm', fontSize: options.fontSize, theme, referenceWord, caption: options.caption ? caption : '' });
    return { svg, widthMm: width, heightMm: height, caption, labelsLeftOut: 0 };
  }, [part, options.width, options.fontSize, options.caption, theme, referenceWord, caption]);
  const isPicture = form === 'svg' || form === 'png';
  const pixels = form === 'png' ? pixelsOf(figure, dotsPerInch) : null;
  const contentOf = async (): Promise<Blob | string> => {
    switch (form) {
      case 'svg':
        return figure.svg;
      case 'png':
        return rasterise(figure, dotsPerInch);
      case 'measure-csv':
        return measureCsv(result, part);
      case 'measure-json':
        return measureJson(info, result);
    }
  };
  return (
    <SaveDialog
      title={`Save ${part.title}`}
      verb="Save"
      size={isPicture ? 'large' : 'medium'}
      format={pictureExtensions[form]}
      suggestion={`${info.id}-${part.key}.${pictureExtensions[form]}`.replaceAll(/[^\w.-]+/g, '-')}
      onClose={onClose}
      onSave={async (place) => {
        if (pixels?.tooLarge) return { ok: false, error: { code: 'refused', message: 'This is more pixels than a picture can have here.', hint: 'Choose fewer dots per inch, or SVG.' } };
        const answer = await call('exports.picture', { format: form, content: await packFile(await contentOf()), ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: `Saved ${part.title}, ${formatBytes(answer.value.bytes)}` } } : answer;
      }}
    >
      <div>
        <Segments label="Form of the file" options={forms} value={form} onChange={setForm} />
      </div>
      {isPicture ? (
        <div className={exports.figure}>
          <div className={exports.fields}>
            {form === 'png' && <Select label="Resolution" options={densities} value={String(dotsPerInch)} onChange={(value) => changeExport({ dotsPerInch: Number(value) })} />}
            <div className={exports.row}>
              <span className={exports.rowTitle} aria-hidden>Theme</span>
              <Segments label="Theme of the figure" options={themes} value={theme} onChange={(value) => changeExport({ theme: value })} />
            </div>
            <div className={exports.row}>
              <span className={exports.rowTitle} aria-hidden>Width</span>
              <Select
                label="Usual widths"
                options={[...figureWidths.map(({ width, title }) => ({ value: String(width), label: `${title}, ${width} mm` })), ...(figureWidths.some(({ width }) => width === options.width) ? [] : [{ value: String(options.width), label: 'Another' }])]}
                value={String(options.width)}
                onChange={(value) => changeFigure({ width: Number(value) })}
              />
              <NumberField label="Width in millimetres" unit="mm" value={options.width} {...figureLimits.width} onChange={(width) => changeFigure({ width })} />
            </div>
            <div className={exports.row}>
              <span className={exports.rowTitle} aria-hidden>Text</span>
              <NumberField label="Text size in points" unit="pt" value={options.fontSize} {...figureLimits.fontSize} onChange={(fontSize) => changeFigure({ fontSize })} />
            </div>
            <Checkbox checked={options.caption} onChange={(on) => changeFigure({ caption: on })}>
              Caption with rule, source, selection and index
            </Checkbox>
          </div>
          <div className={exports.beside}>
            <FigurePreview figure={figure} pixels={pixels} />
            <div className={exports.copies}>
              <Button disabled={pixels?.tooLarge === true} onClick={() => void copyFigure(figure, form, dotsPerInch)}>
                Copy the figure
              </Button>
              <Button onClick={() => void copyCaption(caption)}>Copy the caption</Button>
            </div>
          </div>
        </div>
      ) : (
        <p>
          {form === 'measure-csv'
            ? 'Every row with its numbers whole, the selection and the index: RFC 4180, one header row; shares between 0 and 1, a missing number empty.'
            : 'The measure with its rule, and all parts of its result with parameters, selection and index.'}
        </p>
      )}
    </SaveDialog>
  );
}
