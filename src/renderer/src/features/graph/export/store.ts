import { create } from 'zustand';
import { defaultFigure, type FigureOptions, type GraphFormatId, type GraphTheme } from '../../../../../shared/graph/index.ts';

/** How the last figure was made: the figures of one paper are made alike. */
export interface ExportChoice {
  readonly what: 'figure' | 'graph';
  readonly form: 'svg' | 'png';
  readonly format: GraphFormatId;
  readonly theme: GraphTheme;
  readonly dotsPerInch: number;
  readonly figure: FigureOptions;
}

export const useExportChoice = create<ExportChoice>(() => ({ what: 'figure', form: 'svg', format: 'graphml', theme: 'print', dotsPerInch: 300, figure: defaultFigure }));

export function changeExport(change: Partial<ExportChoice>): void {
  useExportChoice.setState(change);
}

export function changeFigure(change: Partial<FigureOptions>): void {
  useExportChoice.setState(({ figure }) => ({ figure: { ...figure, ...change } }));
}
