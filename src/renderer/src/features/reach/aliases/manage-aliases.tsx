import { Download, Merge, Trash2, Undo2, Upload, UsersRound, X } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { CallAnswer } from '../../../../../shared/contract/index.ts';
import type { CallError } from '../../../../../shared/result.ts';
import { changeSettings, useApp } from '../../../app/settings.ts';
import { call } from '../../../client/client.ts';
import { useCall } from '../../../client/use-call.ts';
import { usePages } from '../../../client/use-pages.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ManageDialog } from '../../../ui/manage-dialog.tsx';
import list from '../../../ui/dialog-list.module.css';
import { SearchInput } from '../../../ui/field.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { type Column, Table } from '../../../ui/table/table.tsx';
import { Segments } from '../../../ui/tabs.tsx';
import { type AliasScope, removeAlias, showAliases } from './store.ts';
import styles from './aliases.module.css';

const sides = [
  { value: 'suggestions', label: 'Suggestions', title: 'Maintainers of this scope who may be the same person' },
  { value: 'aliases', label: 'Aliases', title: 'What was merged, in all mirrors' },
] as const;

/** Who may be the same person, and who is said to be. */
export function ManageAliases({ scope, onClose }: { readonly scope: AliasScope; readonly onClose: () => void }) {
  const [side, setSide] = useState<(typeof sides)[number]['value']>('suggestions');
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  return (
    <ManageDialog
      title="Aliases of maintainers"
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button icon={Upload} onClick={() => showAliases({ dialog: 'import', scope })}>
            Import…
          </Button>
          <Button icon={Download} onClick={() => showAliases({ dialog: 'export', scope })}>
            Export…
          </Button>
        </>
      }
    >
      <div className={styles.head}>
        <Segments label="What is shown" options={sides} value={side} onChange={setSide} />
        <SearchInput label="Find a name or e-mail" value={text} onChange={setText} className={styles.find} />
      </div>
      {side === 'suggestions' ? <Suggestions scope={scope} search={wanted} /> : <AllAliases search={wanted} />}
    </ManageDialog>
  );
}

/** As many as a person looks through; others are found by name, or come when these are merged. */
const shownSuggestions = 100;
/** Of more the oldest are suggested again. */
const mostDismissed = 2000;

function Suggestions({ scope: { mirror, hub, query, key, role }, search }: { readonly scope: AliasScope; readonly search: string }) {
  const scope = { mirror, hub, query, key, role };
  const dismissed = useApp((state) => state.settings.dismissed);
  const [shows, setShows] = useState<'others' | 'dismissed'>('others');
  const { value, error, reload } = useCall('aliases.suggest', { ...scope, search, dismissed: [...dismissed], shows, limit: shownSuggestions });
  const isDismissed = shows === 'dismissed';
  const toggle = (id: string): void => void changeSettings({ dismissed: dismissed.includes(id) ? dismissed.filter((other) => other !== id) : [id, ...dismissed].slice(0, mostDismissed) });
  if (error) return <div className={list.notice}><ErrorNotice error={error} onRetry={reload} /></div>;
  if (!value) return <div className={list.notice}><Skeleton lines={6} label="Looking for the same people" /></div>;
  const others = isDismissed || value.dismissed > 0 ? <Button look="quiet" onClick={() => setShows(isDismissed ? 'others' : 'dismissed')}>{isDismissed ? 'Show those to be looked at' : `Show ${formatCount(value.dismissed)} dismissed`}</Button> : null;
  if (value.total === 0) return <Empty icon={UsersRound} title={search !== '' ? 'No suggestion has this text in it' : isDismissed ? 'No suggestion is dismissed' : 'Nobody in this scope looks like somebody else'}>{others}</Empty>;
  return (
    <>
      <p className={styles.said}>
        {others}
        {formatPlural(value.total, 'suggestion')}
        {value.groups.length < value.total && `, the first ${formatCount(value.groups.length)} shown`}. Each stands on the sign it states and may be wrong; bots are left out.
      </p>
      <ul className={list.list}>
        {value.groups.map(({ id, members, reasons }) => (
          <li key={id} className={styles.group}>
            <div className={list.what}>
              {members.map(({ maintainer, name, reach }) => (
                <span key={maintainer}>
                  <strong>{name || maintainer}</strong> {name !== maintainer && <span className={styles.inline}>{maintainer}</span>} <span className={styles.inline}>reach {formatCount(reach)}</span>
                </span>
              ))}
              <span className={styles.key}>{[...reasons.slice(0, 3), ...(reasons.length > 3 ? [`and ${formatPlural(reasons.length - 3, 'more sign')}`] : [])].join(' · ')}</span>
            </div>
            <Button icon={Merge} aria-label={`Merge ${members[0]?.name ?? ''} and others`} onClick={() => showAliases({ dialog: 'merge', scope, members, back: true })}>
              Merge…
            </Button>
            <IconButton
              icon={isDismissed ? Undo2 : X}
              label={isDismissed ? `Suggest ${members[0]?.name ?? ''} and others again` : `Dismiss: ${members[0]?.name ?? ''} and others are different people`}
              onClick={() => toggle(id)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type Alias = CallAnswer<'aliases.list'>['aliases'][number];

function aliasColumns(onRemove: (alias: Alias) => void): readonly Column<Alias>[] {
  return [
    { id: 'commits', title: 'Commits under', width: 'minmax(160px, 1fr)', cell: ({ commitName, commitEmail }) => <span title={`${commitName} <${commitEmail}>`}>{commitName} &lt;{commitEmail}&gt;</span> },
    { id: 'person', title: 'Are those of', width: 'minmax(160px, 1fr)', cell: ({ name, email }) => <span title={`${name ?? ''} <${email ?? ''}>`}>{name} {email !== null && <>&lt;{email}&gt;</>}</span> },
    { id: 'remove', title: '', width: '44px', cell: (alias) => <IconButton icon={Trash2} label={`Remove the alias of ${alias.commitEmail || alias.commitName}`} onClick={() => onRemove(alias)} /> },
  ];
}

function AllAliases({ search }: { readonly search: string }) {
  const [cursor, setCursor] = useState(-1);
  const [error, setError] = useState<CallError | null>(null);
  const pages = usePages(search, 100, async (offset, limit, signal) => {
    const answer = await call('aliases.list', { text: search, offset, limit }, signal);
    return answer.ok ? { ok: true as const, value: { ...answer.value, rows: answer.value.aliases } } : answer;
  });
  const columns = useMemo(() => aliasColumns((alias) => void removeAlias(alias).then(setError)), []);
  const failure = error ?? pages.error;
  return (
    <>
      {failure && <div className={list.notice}><ErrorNotice error={failure} onRetry={pages.reload} /></div>}
      <Table
        label="Aliases"
        className={styles.aliases}
        columns={columns}
        total={pages.total ?? 0}
        rowAt={pages.rowAt}
        onShow={pages.show}
        cursor={cursor}
        onCursor={setCursor}
        resetKey={search}
        stale={pages.loading}
        rowHeight={36}
        empty={<Empty icon={Merge} title={search === '' ? 'No aliases yet' : 'No alias has this text in it'}>Picked maintainers of the ranking can be merged, and a mailmap can be imported.</Empty>}
      />
    </>
  );
}
