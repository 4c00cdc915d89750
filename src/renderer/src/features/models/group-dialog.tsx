import { useMemo, useState } from 'react';
import { type ColumnId, columnOf } from '../../../../shared/table/index.ts';
import { isValueFieldName } from '../../../../shared/search/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchInput } from '../../ui/field.tsx';
import { formatCount, formatPlural, formatShare } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table/table.tsx';
import { facetOfColumn } from './facet-of-column.ts';
import { toggleInText } from './search-tree.ts';
import styles from './group-dialog.module.css';

interface GroupDialogProps {
  readonly mirror: string;
  readonly query: string;
  readonly total: number;
  readonly id: ColumnId;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
}

interface Group {
  readonly value: string;
  readonly count: number;
}

const mostGroups = 500;

/** The result by the values of one column, the largest group first; Enter or a double click asks for one group. */
export function GroupDialog({ mirror, query, total, id, onQuery, onClose }: GroupDialogProps) {
  const [cursor, setCursor] = useState(0);
  const [text, setText] = useState('');
  const { field, title } = columnOf(id);
  const facetField = facetOfColumn[id];
  const { value, error, reload } = useCall('packages.facets', facetField ? { mirror, query, fields: [facetField], limit: mostGroups, contains: text.trim().slice(0, 200) } : null);
  const facet = value?.facets[0];
  const largest = facet?.values[0]?.count ?? 1;
  const columns = useMemo(() => groupColumns(title, total, largest), [title, total, largest]);
  const choose = ({ value: text }: Group): void => {
    if (field !== null && isValueFieldName(field)) onQuery(toggleInText(query, field, text, false));
    onClose();
  };
  return (
    <Dialog title={`By ${title.toLowerCase()}`} onClose={onClose} size="large">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!facet && !error && <Skeleton lines={8} label="Counting" />}
      <div className={styles.search}>
        <SearchInput label={`Find in ${title.toLowerCase()}`} value={text} data-first-focus="" onChange={setText} />
      </div>
      {facet && (
        <>
          <p className={styles.facts}>
            {formatPlural(facet.values.length + facet.more, 'group')} of {formatPlural(total, 'package')}
            {facet.missing > 0 && `, ${formatCount(facet.missing)} without one`}
            {facet.more > 0 && `; the first ${formatCount(mostGroups)} are listed`}
          </p>
          <Table
            label={`Packages by ${title.toLowerCase()}`}
            className={styles.table}
            columns={columns}
            total={facet.values.length}
            rowAt={(index) => facet.values[index]}
            cursor={Math.min(cursor, Math.max(0, facet.values.length - 1))}
            onCursor={setCursor}
            onOpen={choose}
            onChoose={choose}
            resetKey={text}
          />
        </>
      )}
    </Dialog>
  );
}

function groupColumns(title: string, total: number, largest: number): readonly Column<Group>[] {
  return [
    { id: 'value', title, width: 'minmax(160px, 2fr)', cell: ({ value: text }) => <span title={text}>{text}</span> },
    { id: 'count', title: 'Packages', width: '90px', align: 'end', cell: ({ count }) => formatCount(count) },
    { id: 'share', title: 'Share', width: '80px', align: 'end', hint: 'Of the packages of this result', cell: ({ count }) => formatShare(count, total) },
    { id: 'bar', title: '', width: 'minmax(80px, 1fr)', cell: ({ count }) => <span className={styles.bar} style={{ width: `${(count / largest) * 100}%` }} /> },
  ];
}
