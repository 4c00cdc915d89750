import type { Comparison, ComparisonRow } from '../../shared/contract/index.ts';
import type { CloneState } from '../../shared/domain/index.ts';
import { known, missing, row, unknown } from './cells.ts';
import { claimRows } from './claims.ts';
import { generalRows, signatureRows, purposeRows } from './facts.ts';
import { fileRows } from './files.ts';
import { licenceRows } from './licence.ts';
import { lineageRows } from './lineage.ts';
import type { Side } from './side.ts';

type Group = Comparison['groups'][number];

/** Packages side by side, group by group. Never one total score. */
export function compareSides(sides: readonly Side[], deep: boolean): Comparison {
  const details = sides.map(({ detail }) => detail);
  const claims = claimRows(sides);
  const attributes = (group: 'general' | 'provenance' | 'reproducibility' | 'portability'): readonly ComparisonRow[] => attributeRows(sides, group);
  const groups: readonly Group[] = [
    group('use', 'What it is', purposeRows(details)),
    group('licence', 'Licence', licenceRows(sides)),
    group('claims', 'Claims on the same task and dataset', claims.rows, claimsNote(claims)),
    group('general', 'Popularity, quality, maintenance', [...attributes('general'), ...generalRows(details)]),
    group('provenance', 'Provenance', attributes('provenance')),
    group('reproducibility', 'Reproducibility', attributes('reproducibility')),
    group('portability', 'Portability', attributes('portability')),
    group('signatures', 'Versions and signatures', signatureRows(sides)),
    group('lineage', 'Lineage', lineageRows(sides)),
    group('files', 'Files', fileRows(sides)),
  ];
  return { deep, sides: sides.map((side) => headOf(side)), groups: groups.filter(({ rows, note }) => rows.length > 0 || note !== null) };
}

function group(id: Group['id'], title: string, rows: readonly ComparisonRow[], note: string | null = null): Group {
  return { id, title, note, rows: [...rows] };
}

function claimsNote({ rows, left }: ReturnType<typeof claimRows>): string | null {
  if (rows.length === 0) return 'None of them makes a machine-readable claim that this mirror knows.';
  return left === 0 ? 'As stated; nothing was measured here.' : `As stated; nothing was measured here. ${left.toLocaleString('en')} more rows are left out.`;
}

function attributeRows(sides: readonly Side[], wanted: Side['attributes'][number]['group']): readonly ComparisonRow[] {
  return (sides[0]?.attributes ?? [])
    .filter(({ group: of }) => of === wanted)
    .map(({ id, title, rule }) => {
      const cells = sides.map(({ attributes }) => {
        const found = attributes.find((attribute) => attribute.id === id);
        if (found === undefined || found.state === 'unknown') return unknown('Not all places could be looked at.');
        return found.state === 'missing' ? missing() : known(found.evidence);
      });
      return row(`attribute ${id}`, title, cells, { kind: 'attribute', rule });
    });
}

function headOf({ detail, evidence }: Side): Comparison['sides'][number] {
  return {
    package: { hub: detail.hub, name: detail.name, ordinal: detail.ordinal },
    sha: detail.sha,
    head: detail.repository.head,
    clone: detail.clone,
    card: evidence?.card ?? null,
    files: evidence?.files ?? 'none',
    gains: [...gainsOf(detail.clone, evidence)],
  };
}

/** What is not known of it because its clone is not here. */
function gainsOf(clone: CloneState, evidence: Side['evidence']): readonly string[] {
  if (clone === 'whole') return [];
  const gains = ['commits, authors and signatures', 'licence files and their words', 'training logs, scripts and configurations'];
  if (evidence !== null && evidence.card === null) gains.push('its model card, with claims in it');
  if (evidence !== null && evidence.files === 'none') gains.push('its list of files with hashes');
  return gains;
}
