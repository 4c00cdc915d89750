import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '../../../ui/button.tsx';
import styles from './zoom-tools.module.css';

interface ZoomToolsProps {
  /** What is shown, as in "Show the whole picture". */
  readonly what: 'picture' | 'map';
  /** Larger by this factor. */
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

const step = 1.4;

/** Stands in the corner of a picture. */
export function ZoomTools({ what, onZoom, onFit }: ZoomToolsProps) {
  return (
    <div className={styles.tools}>
      <IconButton icon={ZoomIn} label="Zoom in" onClick={() => onZoom(step)} />
      <IconButton icon={ZoomOut} label="Zoom out" onClick={() => onZoom(1 / step)} />
      <IconButton icon={Maximize} label={`Show the whole ${what}`} onClick={onFit} />
    </div>
  );
}
