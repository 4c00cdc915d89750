import type { Graph } from '../../../../../shared/contract/index.ts';
import { type AppearanceChoice, colourColumn, sizeColumn, usefulColours, usefulSizes } from '../../../../../shared/graph/index.ts';
import { Select } from '../../../ui/field.tsx';
import styles from './appearance.module.css';

interface AppearanceControlsProps {
  readonly graph: Graph;
  readonly value: AppearanceChoice;
  readonly onChange: (choice: AppearanceChoice) => void;
}

/** Chooses what colours and sizes stand for, of the columns of which this graph knows something. */
export function AppearanceControls({ graph, value, onChange }: AppearanceControlsProps) {
  const colours = withChosen(usefulColours(graph.nodes), colourColumn(value.colourBy));
  const sizes = withChosen(usefulSizes(graph.nodes), sizeColumn(value.sizeBy));
  return (
    <div className={styles.controls} role="group" aria-label="Colour and size">
      <span aria-hidden>Colour</span>
      <Select label="Colour by" value={value.colourBy} options={colours.map(({ id, title }) => ({ value: id, label: title }))} onChange={(id) => onChange({ ...value, colourBy: colours.find((column) => column.id === id)?.id ?? value.colourBy })} />
      <span aria-hidden>Size</span>
      <Select label="Size by" value={value.sizeBy} options={sizes.map(({ id, title }) => ({ value: id, label: title }))} onChange={(id) => onChange({ ...value, sizeBy: sizes.find((column) => column.id === id)?.id ?? value.sizeBy })} />
    </div>
  );
}

/** A choice that came with an address stays visible, though this graph has nothing to colour by it. */
function withChosen<Column extends { readonly id: string }>(columns: readonly Column[], chosen: Column): readonly Column[] {
  return columns.some(({ id }) => id === chosen.id) ? columns : [...columns, chosen];
}
