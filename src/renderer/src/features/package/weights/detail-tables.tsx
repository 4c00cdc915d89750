import { useState } from 'react';
import type { WeightDetail } from '../../../../../shared/contract/index.ts';
import { Badge } from '../../../ui/marks.tsx';
import { formatBytes, formatCount } from '../../../ui/quantity.ts';
import { type Column, Table } from '../../../ui/table/table.tsx';
import styles from './weights.module.css';

type Tensor = WeightDetail['tensors']['rows'][number];
type Code = NonNullable<WeightDetail['code']>;
type Import = Code['imports']['rows'][number];
type Call = Code['calls']['rows'][number];
type Graph = NonNullable<WeightDetail['graph']>;

interface PagedRows<Row> {
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly onShow?: (from: number, to: number) => void;
}

function Rows<Row>({ label, columns, ...rows }: PagedRows<Row> & { readonly label: string; readonly columns: readonly Column<Row>[] }) {
  const [cursor, setCursor] = useState(0);
  return <Table label={label} className={styles.grid} columns={columns} cursor={cursor} onCursor={setCursor} {...rows} />;
}

const tensorColumns: readonly Column<Tensor>[] = [
  { id: 'name', title: 'Tensor', width: 'minmax(200px, 3fr)', cell: ({ name }) => <code title={name}>{name}</code> },
  { id: 'dtype', title: 'Type', width: '90px', cell: ({ dtype }) => dtype },
  { id: 'shape', title: 'Shape', width: 'minmax(110px, 1fr)', cell: ({ shape }) => shapeText(shape) },
  { id: 'bytes', title: 'Bytes', width: '90px', align: 'end', from: 520, cell: ({ bytes }) => (bytes === null ? '—' : formatBytes(bytes)) },
  { id: 'offset', title: 'At byte', width: '130px', align: 'end', from: 640, cell: ({ offset }) => (offset === null ? '—' : formatCount(offset)) },
];

function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? 'one value' : shape.map((size) => formatCount(size)).join(' × ');
}

export function TensorTable(rows: PagedRows<Tensor>) {
  return <Rows label="Tensors" columns={tensorColumns} {...rows} />;
}

const importColumns: readonly Column<Import>[] = [
  { id: 'name', title: 'Import', width: 'minmax(200px, 2fr)', cell: ({ name }) => <code title={name}>{name}</code> },
  { id: 'known', title: 'By the allow-list', width: '130px', cell: ({ known }) => (known ? <Badge>known</Badge> : <Badge tone="danger">other</Badge>) },
  { id: 'count', title: 'Times', width: '70px', align: 'end', from: 460, cell: ({ count }) => formatCount(count) },
  { id: 'offset', title: 'First at byte', width: '110px', align: 'end', cell: ({ offset }) => formatCount(offset) },
  { id: 'where', title: 'Inside', width: 'minmax(120px, 1fr)', from: 640, cell: ({ where }) => <span title={where ?? undefined}>{where ?? ''}</span> },
];

export function ImportTable({ rows }: { readonly rows: readonly Import[] }) {
  return <Rows label="Imports" columns={importColumns} total={rows.length} rowAt={(index) => rows[index]} />;
}

const callColumns: readonly Column<Call>[] = [
  { id: 'callee', title: 'Called', width: 'minmax(180px, 2fr)', cell: ({ callee }) => <code title={callee}>{callee}</code> },
  { id: 'operation', title: 'Opcode', width: '100px', from: 480, cell: ({ operation }) => operation },
  { id: 'count', title: 'Times', width: '70px', align: 'end', from: 560, cell: ({ count }) => formatCount(count) },
  { id: 'offset', title: 'First at byte', width: '110px', align: 'end', cell: ({ offset }) => formatCount(offset) },
  { id: 'arguments', title: 'First arguments', width: 'minmax(160px, 2fr)', cell: (call) => <code title={call.arguments}>{call.arguments}</code> },
];

export function CallTable({ rows }: { readonly rows: readonly Call[] }) {
  return <Rows label="Calls" columns={callColumns} total={rows.length} rowAt={(index) => rows[index]} />;
}

interface GraphValue {
  readonly kind: string;
  readonly name: string;
  readonly type: string;
}

const valueColumns: readonly Column<GraphValue>[] = [
  { id: 'kind', title: 'Kind', width: '90px', cell: ({ kind }) => kind },
  { id: 'name', title: 'Name', width: 'minmax(160px, 2fr)', cell: ({ name }) => <code title={name}>{name}</code> },
  { id: 'type', title: 'Type and shape', width: 'minmax(160px, 2fr)', cell: ({ type }) => <span title={type}>{type}</span> },
];

export function ValueTable({ graph }: { readonly graph: Graph }) {
  const rows: readonly GraphValue[] = [...graph.inputs.rows.map((value) => ({ kind: 'Input', ...value })), ...graph.outputs.rows.map((value) => ({ kind: 'Output', ...value }))];
  return <Rows label="Inputs and outputs" columns={valueColumns} total={rows.length} rowAt={(index) => rows[index]} />;
}

const operatorColumns: readonly Column<Graph['operators']['rows'][number]>[] = [
  { id: 'name', title: 'Operator', width: 'minmax(200px, 2fr)', cell: ({ name }) => <code title={name}>{name}</code> },
  { id: 'count', title: 'Times', width: '110px', align: 'end', cell: ({ count }) => formatCount(count) },
];

export function OperatorTable({ rows }: { readonly rows: Graph['operators']['rows'] }) {
  return <Rows label="Operators" columns={operatorColumns} total={rows.length} rowAt={(index) => rows[index]} />;
}

const metadataColumns: readonly Column<WeightDetail['metadata']['rows'][number]>[] = [
  { id: 'key', title: 'Key', width: 'minmax(160px, 1fr)', cell: ({ key }) => <code title={key}>{key}</code> },
  { id: 'value', title: 'Value', width: 'minmax(200px, 2fr)', cell: ({ value }) => <span title={value}>{value}</span> },
];

export function MetadataTable({ rows }: { readonly rows: WeightDetail['metadata']['rows'] }) {
  return <Rows label="Metadata" columns={metadataColumns} total={rows.length} rowAt={(index) => rows[index]} />;
}
