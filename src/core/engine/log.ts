import { appendFileSync, renameSync, statSync } from 'node:fs';

type Level = 'info' | 'warning' | 'error';

/** The program's log: one JSON object a line, so that jq reads it. */
export interface Log {
  readonly file: string;
  readonly write: (level: Level, message: string, details?: Record<string, unknown>) => void;
  close(): void;
}

/** At this size the log is set aside as `.old`, replacing the one before. */
const maxBytes = 5 << 20;

/** Opens the log. A log that cannot be written is done without: it must never stop the program. */
export function openLog(file: string): Log {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    const text = waiting.join('');
    waiting = [];
    if (text === '') return;
    try {
      rotate(file);
      appendFileSync(file, text);
    } catch {
      // Nowhere to say it.
    }
  };
  return {
    file,
    write: (level, message, details) => {
      waiting.push(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`);
      timer ??= setTimeout(flush, 200).unref();
    },
    close: () => {
      if (timer) clearTimeout(timer);
      flush();
    },
  };
}

function rotate(file: string): void {
  try {
    if (statSync(file).size > maxBytes) renameSync(file, `${file}.old`);
  } catch {
    // There is none yet.
  }
}
