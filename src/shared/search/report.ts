/** Something to underline in a search text. */
export interface ParseError {
  /** `error`: this part is left out of the search. `warning`: the search is what the message says. */
  readonly severity: 'error' | 'warning';
  /** UTF-16 offsets; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
  /** A text to put in place of `from`..`to`, where one is likely to be meant. */
  readonly suggestion: string | null;
}

/** Nobody reads more, and a text of 10,000 parentheses would have as many. */
const maximumErrors = 50;

export interface Report {
  readonly errors: ParseError[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export function addError(report: Report, span: Span, message: string, suggestion: string | null = null): void {
  add(report, { severity: 'error', from: span.from, to: span.to, message, suggestion });
}

export function addWarning(report: Report, span: Span, message: string, suggestion: string | null = null): void {
  add(report, { severity: 'warning', from: span.from, to: span.to, message, suggestion });
}

function add(report: Report, error: ParseError): void {
  if (report.errors.length < maximumErrors) report.errors.push(error);
}
