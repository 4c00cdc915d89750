import type { PackageRow } from '../../../../shared/contract/index.ts';
import { pickLimits } from '../../../../shared/contract/pick-limits.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { type ColumnId, copyFormats, type CopyFormat, copyText, extraForCopy } from '../../../../shared/table/index.ts';
import { call } from '../../client/client.ts';
import { copyToClipboard } from '../../ui/clipboard.ts';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { showToast } from '../../ui/toast.tsx';

/** Rows that the clipboard takes at most; more of them are exported. */
const mostCopied = 10_000;

/** Puts packages on the clipboard in a format, asking for their rows first. Says what became of it. */
export async function copyPackages(mirror: string, keys: readonly PackageKey[], columns: readonly ColumnId[], format: CopyFormat): Promise<void> {
  if (keys.length > mostCopied) {
    showToast({ tone: 'neutral', title: `No more than ${formatCount(mostCopied)} packages can be copied`, text: 'Export them instead.' });
    return;
  }
  const named = withHub(columns);
  const rows: PackageRow[] = [];
  for (let start = 0; start < keys.length; start += pickLimits.rowsPerCall) {
    const answer = await call('packages.rows', { mirror, packages: keys.slice(start, start + pickLimits.rowsPerCall), extra: [...extraForCopy(format, named)] });
    if (!answer.ok) {
      showToast({ tone: 'danger', title: 'Nothing was copied', text: answer.error.message });
      return;
    }
    rows.push(...answer.value.rows);
  }
  const missing = keys.length - rows.length;
  const words = `${copyFormats.find(({ id }) => id === format)?.title ?? ''}${missing === 0 ? '' : `; ${formatCount(missing)} are not in this mirror any more`}`;
  await copyToClipboard(copyText(rows, named, format), `Copied ${formatPlural(rows.length, 'package')}`, words);
}

/** In the table the hub is a mark beside the name; elsewhere a name without its hub could be any of five packages. */
function withHub(columns: readonly ColumnId[]): readonly ColumnId[] {
  return columns.includes('hub') ? columns : columns.flatMap((id): ColumnId[] => (id === 'name' ? ['name', 'hub'] : [id]));
}
