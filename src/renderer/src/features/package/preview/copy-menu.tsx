import { Copy } from 'lucide-react';
import type { ShownFile } from '../../../../../shared/contract/index.ts';
import { huggingFacePurl, purlOfFile, type PackageKey } from '../../../../../shared/domain/index.ts';
import { copyToClipboard } from '../../../ui/clipboard.ts';
import { MenuItem, Popover } from '../../../ui/menu.tsx';
import styles from './preview.module.css';

/** What of a file can be copied. */
export function CopyMenu({ package: key, path, file }: { readonly package: PackageKey; readonly path: string; readonly file: ShownFile | null }) {
  const commit = file !== null && file.kind !== 'none' ? file.commit : null;
  const choices: readonly { readonly title: string; readonly text: string }[] = [
    { title: 'Path', text: path },
    ...(file?.kind === 'text' ? [{ title: file.size === file.to ? 'Text' : 'Text as far as it is shown', text: file.text }] : []),
    ...(key.hub === 'huggingface' ? [{ title: 'Package URL with the path', text: purlOfFile(huggingFacePurl(key.name, commit), path) }] : []),
    ...(file !== null && file.kind !== 'none' && file.lfs ? [{ title: 'SHA-256', text: file.lfs.oid }] : []),
  ];
  return (
    <Popover label="Copy…" role="menu" align="end" trigger={<Copy size={16} strokeWidth={1.8} aria-hidden />} triggerClass={styles.copy}>
      {(close) =>
        choices.map(({ title, text }) => (
          <MenuItem
            key={title}
            onSelect={() => {
              close();
              void copyToClipboard(text, `Copied: ${title.toLowerCase()}`);
            }}
          >
            {title}
          </MenuItem>
        ))
      }
    </Popover>
  );
}
