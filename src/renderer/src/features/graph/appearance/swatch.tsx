import { dashesOf, type LegendEntry, shapePath } from '../../../../../shared/graph/index.ts';

/** The mark of a legend's entry, as it is drawn in the picture. */
export function Swatch({ swatch }: { readonly swatch: LegendEntry['swatch'] }) {
  if (swatch.kind === 'node') {
    return (
      <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden>
        <path d={shapePath(swatch.shape, 8, 8, 6.5)} fill={swatch.fill} stroke={swatch.stroke} strokeDasharray={dashesOf(swatch.strokeStyle, 1)?.join(' ')} />
      </svg>
    );
  }
  return (
    <svg width={26} height={16} viewBox="0 0 26 16" aria-hidden>
      <line x1={1} x2={swatch.arrow ? 19 : 25} y1={8} y2={8} stroke={swatch.colour} strokeWidth={Math.max(1.4, swatch.width)} strokeDasharray={dashesOf(swatch.style, swatch.width)?.join(' ')} />
      {swatch.arrow && <path d="M18 4.5L25 8L18 11.5Z" fill={swatch.colour} />}
    </svg>
  );
}
