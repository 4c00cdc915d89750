import { markdownText } from '../comparing/index.ts';
import type { Decision, DecisionState } from '../contract/index.ts';
import { decisionStages, isBackward, packageText, stageTitles } from '../domain/index.ts';
import { formatBytes, formatCount } from '../search/index.ts';
import { fitsOf, queryOf } from './requirements.ts';

export interface MarkdownInput {
  readonly decision: Decision;
  readonly states: readonly DecisionState[];
  /** Of the mirror and of its index as it is now. */
  readonly mirror: string;
  readonly fingerprint: string | null;
}

/** A decision for people: what was asked, what was considered and why, what was measured, the exact versions, and every step back. */
export function decisionMarkdown({ decision, states, mirror, fingerprint }: MarkdownInput): string {
  const sections = [
    [`# ${markdownText(decision.title)}`, '', `Stage: ${stageTitles[decision.stage]}. Mirror: ${markdownText(mirror)}. Written ${moment(decision.changedAt)}.`],
    ['## Reusability assessment', '', ...requirementLines(decision)],
    ['## Model selection', '', `Search: ${code(queryOf(decision))}`, '', ...candidateLines(decision, states)],
    ['## Downstream evaluation', '', ...paragraphs(decision.evaluation), ...resultLines(decision, states)],
    ['## Deployment', '', ...paragraphs(decision.deployment), ...chosenLines(decision, states)],
    ['## Stages', '', ...historyLines(decision)],
    ['## Exact versions', '', ...versionLines(decision, states), '', `Index now: ${fingerprint ?? 'none'}.`],
  ];
  return `${sections.map((lines) => lines.join('\n').trimEnd()).join('\n\n')}\n`;
}

const noCandidates = 'No candidate yet.';

function requirementLines({ requirements }: Decision): readonly string[] {
  const { purpose, task, inputs, outputs, licences, maxBytes, maxParameters, keepUnknown, latency } = requirements;
  const stated: readonly (readonly [string, string])[] = [
    ['Task', task],
    ['Inputs', inputs],
    ['Outputs', outputs],
    ['Licences allowed', licences.join(', ')],
    ['Size at most', maxBytes === null ? '' : formatBytes(maxBytes)],
    ['Parameters at most', maxParameters === null ? '' : formatCount(maxParameters)],
    ['What is not stated', licences.length === 0 && maxBytes === null && maxParameters === null ? '' : keepUnknown ? 'does not rule out' : 'rules out'],
    ['Latency', latency],
  ];
  const lines = [...paragraphs(purpose), ...stated.filter(([, value]) => value.trim() !== '').map(([label, value]) => `- ${label}: ${markdownText(value)}`)];
  return lines.length === 0 ? ['Nothing is required yet.'] : lines;
}

function candidateLines(decision: Decision, states: readonly DecisionState[]): readonly string[] {
  if (decision.candidates.length === 0) return [noCandidates];
  const rows = decision.candidates.map((candidate, at) => {
    const state = states[at];
    const fits = state === undefined || state.state === 'gone' ? 'unknown' : fitsOf(decision.requirements, state).map(({ title, fit, stated }) => `${title}: ${fit}${stated === null ? '' : ` (${stated})`}`).join('; ');
    return [packageText(candidate.package), candidate.verdict, candidate.reason, fits];
  });
  return tableLines(['Candidate', 'Verdict', 'Why', 'Requirements'], rows);
}

function resultLines(decision: Decision, states: readonly DecisionState[]): readonly string[] {
  const rows = decision.candidates.flatMap((candidate, at) =>
    candidate.results.map((result, place) => {
      const claims = states[at]?.checks[place] ?? [];
      const claimed = claims.length === 0 ? 'not claimed' : claims.map(({ value, points, beyond }) => `${value}${points === null ? '' : ` (${points > 0 ? '+' : ''}${points} points${beyond ? ', discrepancy' : ''})`}`).join('; ');
      return [packageText(candidate.package), [result.task, result.dataset, result.metric].filter((part) => part !== null).join(' · '), result.value, claimed, result.note];
    }),
  );
  if (rows.length === 0) return ['No own result is recorded.'];
  return [...tableLines(['Candidate', 'Measured', 'Own result', 'Claimed', 'Note'], rows), '', `A result that differs from a claim by more than ${decision.threshold} points is a discrepancy.`];
}

function chosenLines({ candidates }: Decision, states: readonly DecisionState[]): readonly string[] {
  const chosen = candidates.flatMap((candidate, at) => (candidate.verdict === 'taken' ? [`- ${markdownText(packageText(candidate.package))}: ${code(states[at]?.purl ?? candidate.version.sha ?? candidate.version.head ?? 'no version is known')}`] : []));
  return chosen.length === 0 ? ['No candidate is taken yet.'] : chosen;
}

function historyLines({ history }: Decision): readonly string[] {
  if (history.length === 0) return [`It is at its first stage, ${stageTitles[decisionStages[0]]}.`];
  return history.map(({ from, to, reason, at }) => `- ${moment(at)}: ${isBackward(from, to) ? 'back ' : ''}from ${stageTitles[from]} to ${stageTitles[to]}${reason.trim() === '' ? '' : `: ${markdownText(reason)}`}`);
}

const stateWords = { same: 'the same in this mirror', differs: 'another one in this mirror now', gone: 'not in this mirror', unknown: 'not known to be the same' } as const;

function versionLines({ candidates }: Decision, states: readonly DecisionState[]): readonly string[] {
  if (candidates.length === 0) return [noCandidates];
  return tableLines(
    ['Candidate', 'Commit of the record', 'HEAD of the clone', 'Recorded', 'Index', 'Now'],
    candidates.map(({ package: key, version }, at) => [packageText(key), version.sha ?? 'unknown', version.head ?? 'unknown', moment(version.recordedAt), version.fingerprint.slice(0, 16), stateWords[states[at]?.state ?? 'unknown']]),
  );
}

function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)];
}

/** Free text stays text: its lines are paragraphs, and nothing in it is read as Markdown. */
function paragraphs(text: string): readonly string[] {
  return text.split(/\n+/).filter((line) => line.trim() !== '').flatMap((line) => [markdownText(line).replace(/^(\s*)([#>+~-]|\d+[.)])/, '$1\\$2'), '']);
}

function code(text: string): string {
  return text === '' ? 'all packages' : `\`${text.replaceAll(/[`\s]+/g, ' ')}\``;
}

/** Milliseconds since 1970, to the minute in UTC. */
function moment(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? 'at an unknown time' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
