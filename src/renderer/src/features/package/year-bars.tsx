import { formatCount } from '../../ui/quantity.ts';
import styles from './package.module.css';

interface YearCount {
  readonly year: number;
  readonly commits: number;
}

/** A forged date must not draw ten thousand years. */
const mostYears = 30;

/** Commits by year of authorship; years between without any are drawn as gaps. */
export function YearBars({ years }: { readonly years: readonly YearCount[] }) {
  const sorted = [...years].sort((left, right) => left.year - right.year);
  const first = sorted[0]?.year ?? 0;
  const last = sorted.at(-1)?.year ?? 0;
  const gapless = last - first < mostYears;
  const shown = gapless ? Array.from({ length: last - first + 1 }, (_, step) => first + step) : sorted.slice(-mostYears).map(({ year }) => year);
  const count = (year: number): number => sorted.find((entry) => entry.year === year)?.commits ?? 0;
  const highest = Math.max(1, ...sorted.map((entry) => entry.commits));
  return (
    <ol className={styles.years}>
      {shown.map((year) => (
        <li key={year} title={`${year}: ${formatCount(count(year))}`}>
          <span className={styles.yearCount}>{count(year) > 0 && formatCount(count(year))}</span>
          <span className={styles.yearBar} style={{ height: `${(count(year) / highest) * 64}px` }} aria-hidden />
          <span className={styles.year}>{year}</span>
        </li>
      ))}
    </ol>
  );
}
