import { useEffect, useRef } from 'react';
import { formatPlural } from '../../../ui/quantity.ts';
import type { DrawnFigure } from './figure-messages.ts';
import type { PixelSize } from './rasterise.ts';
import styles from './export.module.css';

interface FigurePreviewProps {
  /** Null while the first is drawn. */
  readonly figure: DrawnFigure | null;
  /** Of the PNG, where one is to be made. */
  readonly pixels: PixelSize | null;
}

/** The figure as it will be, with its size. */
export function FigurePreview({ figure, pixels }: FigurePreviewProps) {
  const image = useRef<HTMLImageElement>(null);
  const svg = figure?.svg;
  useEffect(() => {
    if (svg === undefined || !image.current) return;
    const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [svg]);
  return (
    <figure className={styles.preview}>
      <div className={styles.sheet}>{figure && <img ref={image} alt={`Preview. ${figure.caption}`} />}</div>
      <figcaption>
        {figure ? `${Math.round(figure.widthMm)} × ${Math.round(figure.heightMm)} mm` : 'Drawing the figure'}
        {pixels && `, ${pixels.width} × ${pixels.height} pixels`}
        {figure && figure.labelsLeftOut > 0 && `; ${formatPlural(figure.labelsLeftOut, 'label')} without room`}
      </figcaption>
    </figure>
  );
}
