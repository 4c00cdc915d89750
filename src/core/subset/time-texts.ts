import { timeText } from '../../shared/table/index.ts';

const daySeconds = 86_400;
/** The first second of the year 10000, which is written with more digits. */
const firstLong = 253_402_300_800;
const mostDays = 20_000;
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Times as `timeText` writes them; days are written once. */
export class TimeTexts {
  private readonly days = new Map<number, string>();

  of(seconds: number): string | null {
    if (seconds < 0 || seconds >= firstLong || !Number.isInteger(seconds)) return timeText(seconds);
    const day = Math.floor(seconds / daySeconds);
    const rest = seconds - day * daySeconds;
    const hour = Math.floor(rest / 3600);
    const minute = Math.floor((rest - hour * 3600) / 60);
    return `${this.day(day)}${twoDigits[hour] ?? ''}:${twoDigits[minute] ?? ''}:${twoDigits[rest % 60] ?? ''}Z`;
  }

  private day(day: number): string {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    if (this.days.size >= mostDays) this.days.clear();
    const text = new Date(day * daySeconds * 1000).toISOString().slice(0, '2000-01-01T'.length);
    this.days.set(day, text);
    return text;
  }
}
