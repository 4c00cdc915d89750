import type { PackageDetail } from '../../../../shared/contract/index.ts';
import type { Tone } from '../../ui/marks.tsx';
import { formatPlural } from '../../ui/quantity.ts';

type Clone = PackageDetail['repository'];

export function cloneBadge(clone: Clone): { readonly text: string; readonly tone: Tone } {
  switch (clone.state) {
    case 'whole':
      return { text: 'Cloned here', tone: 'good' };
    case 'empty':
      return { text: 'Empty clone', tone: 'warning' };
    case 'broken':
      return { text: 'Broken clone', tone: 'danger' };
    case 'missing':
      return { text: 'No clone here', tone: 'neutral' };
    case 'archived':
      return { text: 'Clone in an archive', tone: 'neutral' };
  }
}

/** What stands in place of commits where none can be listed. */
export function noHistoryTitle(clone: Clone): string {
  switch (clone.state) {
    case 'missing':
      return 'No clone of this package is here';
    case 'archived':
      return 'Its commits lie inside an archive';
    default:
      return 'No commit can be read';
  }
}

/** How the commit that the record names stands to the clone. */
export function recordCommitText(clone: Clone): string {
  switch (clone.recordCommit) {
    case 'equal':
      return 'is the clone’s HEAD';
    case 'ancestor':
      return 'is an ancestor of the clone’s HEAD';
    case 'absent':
      return 'is not in the clone';
    case 'not-stated':
      return 'is not stated';
    case 'unknown':
      return clone.state === 'archived' && clone.head !== null ? 'is not the HEAD of the archived clone' : 'was not looked for';
  }
}

export function sharedText(clone: Clone): string | null {
  return clone.sharedWith === 0 ? null : `Shared with ${formatPlural(clone.sharedWith, 'other package')}`;
}
