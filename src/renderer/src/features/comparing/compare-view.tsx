import { Columns2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PackageDetail } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { compareRoute, modelsAddress, navigate, packageAddress } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Checkbox } from '../../ui/field.tsx';
import { HubMark } from '../../ui/marks.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { type Attribute, attributeGroups, differs } from './attributes.ts';
import { mostCompared } from './limits.ts';
import { useDetails } from './use-details.ts';
import styles from './compare.module.css';

/** Packages side by side; what tells them apart is marked. */
export function CompareView({ packages }: { readonly packages: readonly PackageKey[] }) {
  const mirror = useIndexedMirror();
  const { details, missing, loading } = useDetails(mirror, packages);
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  return (
    <div className={view.page}>
      <div className={classNames(view.content, styles.content)}>
        <PageHeader title="Compare" facts={<span>From the index alone: what the records and clones of this mirror state.</span>} />
        {packages.length < 2 && (
          <Empty icon={Columns2} title="There is nothing to compare yet" actions={<a href={modelsAddress('')}>Go to Models</a>}>
            Pick two to {mostCompared} packages with the boxes at the left of the table, then choose Compare.
          </Empty>
        )}
        {missing.map(({ package: key, error }) => (
          <div key={`${key.hub} ${key.ordinal} ${key.name}`} className={styles.lost}>
            <ErrorNotice error={error} />
            <Button onClick={() => navigate(compareRoute(packages.filter((other) => other !== key && JSON.stringify(other) !== JSON.stringify(key))))}>Take it out</Button>
          </div>
        ))}
        {loading && <Skeleton lines={10} label="Loading packages" />}
        {!loading && details.length > 0 && packages.length > 1 && (
          <>
            <Checkbox checked={onlyDifferent} onChange={setOnlyDifferent}>
              Only what differs
            </Checkbox>
            <Sheet details={details} packages={details} onlyDifferent={onlyDifferent} />
          </>
        )}
      </div>
    </div>
  );
}

interface SheetProps {
  readonly details: readonly PackageDetail[];
  readonly packages: readonly PackageKey[];
  readonly onlyDifferent: boolean;
}

function Sheet({ details, packages, onlyDifferent }: SheetProps) {
  const groups = useMemo(
    () =>
      attributeGroups.map(({ title, attributes }) => ({
        title,
        attributes: attributes.map((attribute) => ({ attribute, isDifferent: differs(attribute, details) })).filter(({ isDifferent }) => isDifferent || !onlyDifferent),
      })),
    [details, onlyDifferent],
  );
  const without = (at: number): void => navigate(compareRoute(packages.filter((_, place) => place !== at)));
  return (
    <div className={styles.scroller} role="region" aria-label="Comparison">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Attribute</span>
            </th>
            {details.map((detail, at) => (
              <th key={`${detail.hub} ${detail.ordinal} ${detail.name}`} scope="col">
                <span className={styles.name}>
                  <HubMark hub={detail.hub} />
                  <a href={packageAddress(detail)} title={detail.name}>
                    {detail.name}
                  </a>
                  <IconButton icon={X} label={`Take ${detail.name} out`} onClick={() => without(at)} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {groups
          .filter(({ attributes }) => attributes.length > 0)
          .map(({ title, attributes }) => (
            <tbody key={title}>
              <tr>
                <th colSpan={details.length + 1} scope="rowgroup" className={styles.group}>
                  {title}
                </th>
              </tr>
              {attributes.map(({ attribute, isDifferent }) => (
                <AttributeRow key={attribute.title} attribute={attribute} isDifferent={isDifferent} details={details} />
              ))}
            </tbody>
          ))}
      </table>
    </div>
  );
}

/** Texts of a cell that are shown one by one. */
const mostTexts = 12;

function AttributeRow({ attribute, isDifferent, details }: { readonly attribute: Attribute; readonly isDifferent: boolean; readonly details: readonly PackageDetail[] }) {
  const all = details.map((detail) => attribute.of(detail));
  const shared = new Set(all[0]?.filter((text) => all.every((texts) => texts.includes(text))));
  return (
    <tr className={isDifferent ? styles.different : undefined}>
      <th scope="row">
        {attribute.title}
        {isDifferent && <span className="visually-hidden">, differs</span>}
      </th>
      {all.map((texts, at) => (
        <td key={details[at]?.name ?? at}>
          {texts.length === 0 && <span className={styles.missing}>not stated</span>}
          {texts.slice(0, mostTexts).map((text) => (
            <span key={text} className={classNames(styles.text, isDifferent && !shared.has(text) && styles.own)}>
              {text}
            </span>
          ))}
          {texts.length > mostTexts && <span className={styles.missing}>and {texts.length - mostTexts} more</span>}
        </td>
      ))}
    </tr>
  );
}
