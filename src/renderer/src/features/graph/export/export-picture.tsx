import { useEffect, useState } from 'react';
import type { Graph } from '../../../../../shared/contract/index.ts';
import { type AppearanceChoice, graphFormats, type PictureFormat, pictureExtensions } from '../../../../../shared/graph/index.ts';
import { useApp } from '../../../app/settings.ts';
import { call } from '../../../client/client.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { formatBytes, formatDay } from '../../../ui/quantity.ts';
import { Segments } from '../../../ui/tabs.tsx';
import { SaveDialog } from '../../exporting/save-dialog.tsx';
import { copyCaption, copyFigure } from './copy-figure.ts';
import type { DrawnFigure } from './figure-messages.ts';
import { FigureFields } from './figure-options.tsx';
import { FigurePreview } from './figure-preview.tsx';
import { packFile, pixelsOf, rasterise } from './rasterise.ts';
import { changeExport, useExportChoice } from './store.ts';
import { useFigureWorker } from './use-figure-worker.ts';
import styles from './export.module.css';

export interface ExportPictureProps {
  readonly graph: Graph;
  /** Two for each node in the graph's order, in pixels. */
  readonly positions: Float32Array;
  readonly choice: AppearanceChoice;
  /** Ids of the legend's entries that are switched off. */
  readonly hidden: ReadonlySet<string>;
  /** The moment that is shown, as in the time bar; null: all of it. */
  readonly time: number | null;
  /** What the picture is of, for the caption and the file's name: "Reach of jane@example.org". */
  readonly title: string;
  readonly onClose: () => void;
}

const kinds = [
  { value: 'figure', label: 'Figure', title: 'A picture for a paper or a slide' },
  { value: 'graph', label: 'Graph for other programs', title: 'Nodes and edges, with places and colours where the form has them' },
] as const;

/** Saves a picture as a figure for print, or its graph for other programs. A dialog: mount it to open it. */
export function ExportPicture({ graph, positions, choice: appearance, hidden, time, title, onClose }: ExportPictureProps) {
  const choice = useExportChoice();
  const version = useApp((state) => (state.info ? `${state.info.name} ${state.info.version}` : 'PTMTorrent Explorer'));
  const [today] = useState(() => formatDay(Date.now() / 1000));
  const [named, setNamed] = useState(title);
  const until = time === null ? '' : `only what began until ${formatDay(time)}`;
  const ask = useFigureWorker({ graph, positions, choice: appearance, hidden, time, filters: until, made: `${version}, ${today}` });
  const [figure, setFigure] = useState<DrawnFigure | null>(null);
  const { what, theme, figure: options, form, dotsPerInch } = choice;

  useEffect(() => {
    let wanted = true;
    const draw = async (): Promise<void> => {
      const answer = await ask({ kind: 'figure', title: named, theme, options });
      if (wanted && answer.kind === 'figure') setFigure(answer.figure);
    };
    if (what === 'figure') void draw();
    return () => {
      wanted = false;
    };
  }, [ask, what, named, theme, options]);

  const format: PictureFormat = what === 'figure' ? form : choice.format;
  const pixels = figure && form === 'png' ? pixelsOf(figure, dotsPerInch) : null;
  const contentOf = async (): Promise<Blob | string> => {
    if (what === 'graph') {
      const answer = await ask({ kind: 'graph', title: named, format: choice.format });
      return answer.kind === 'graph' ? answer.text : '';
    }
    const answer = await ask({ kind: 'figure', title: named, theme, options });
    if (answer.kind !== 'figure') return '';
    return form === 'svg' ? answer.figure.svg : rasterise(answer.figure, dotsPerInch);
  };
  return (
    <SaveDialog
      title="Save the picture"
      verb="Save"
      size="large"
      format={pictureExtensions[format]}
      suggestion={`${fileNameOf(named)}.${pictureExtensions[format]}`}
      onClose={onClose}
      onSave={async (place) => {
        if (what === 'figure' && pixels?.tooLarge) return { ok: false, error: { code: 'refused', message: 'This is more pixels than a picture can have here.', hint: 'Choose fewer dots per inch, or SVG.' } };
        const answer = await call('exports.picture', { format, content: await packFile(await contentOf()), ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: `Saved the picture, ${formatBytes(answer.value.bytes)}` } } : answer;
      }}
    >
      <div>
        <Segments label="What to save" options={kinds} value={what} onChange={(value) => changeExport({ what: value })} />
      </div>
      <TextField label="Title" value={named} maxLength={300} onChange={setNamed} />
      {what === 'figure' ? (
        <div className={styles.figure}>
          <FigureFields choice={choice} />
          <div className={styles.beside}>
            <FigurePreview figure={figure} pixels={pixels} />
            <div className={styles.copies}>
              <Button disabled={!figure || pixels?.tooLarge === true} onClick={() => figure && void copyFigure(figure, form, dotsPerInch)}>
                Copy the figure
              </Button>
              <Button disabled={!figure} onClick={() => figure && void copyCaption(figure.caption)}>
                Copy the caption
              </Button>
            </div>
          </div>
        </div>
      ) : (
        <GraphForms />
      )}
    </SaveDialog>
  );
}

function GraphForms() {
  const format = useExportChoice((state) => state.format);
  return (
    <fieldset className={styles.forms}>
      <legend className="visually-hidden">Form of the graph</legend>
      {graphFormats.map(({ id, title, description }) => (
        <label key={id} className={styles.form}>
          <input type="radio" name="graph-form" checked={format === id} onChange={() => changeExport({ format: id })} />
          {title}
          <span className={styles.description}>{description}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A name that every file system takes. */
function fileNameOf(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').toLowerCase().slice(0, 60);
  return plain === '' ? 'graph' : plain;
}
