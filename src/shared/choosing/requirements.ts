import type { Decision } from '../contract/index.ts';
import { fold, formatBytes, formatCount, printValue } from '../search/index.ts';

type Requirements = Decision['requirements'];

/**
 * The search that the requirements make. What is not stated is not "no": with `keepUnknown`, packages stay that do not state a licence, a
 * size or a number of parameters. Purpose, inputs, outputs and latency are for people: no record states them in a form that can be searched.
 */
export function queryOfRequirements({ task, licences, maxBytes, maxParameters, keepUnknown }: Requirements): string {
  const allowed = `license:${licences.map((licence) => printValue(licence.trim())).join(',')}`;
  const atMost = (field: string, most: string): string => (keepUnknown ? `-${field}:>${most}` : `${field}:<=${most}`);
  return [
    task.trim() === '' ? '' : `task:${printValue(task.trim())}`,
    licences.length === 0 ? '' : keepUnknown ? `(${allowed} OR -has:license)` : allowed,
    maxBytes === null ? '' : atMost('size', formatBytes(maxBytes)),
    maxParameters === null ? '' : atMost('params', formatCount(maxParameters)),
  ].filter((part) => part !== '').join(' ');
}

/** The search of a decision: the one that the user wrote, else what the requirements make. */
export function queryOf({ query, requirements }: Pick<Decision, 'query' | 'requirements'>): string {
  return query ?? queryOfRequirements(requirements);
}

export type Fit = 'met' | 'not met' | 'unknown';

export interface RequirementFit {
  readonly title: string;
  readonly fit: Fit;
  readonly stated: string | null;
}

interface Facts {
  readonly task: string | null;
  readonly license: string | null;
  readonly bytes: number | null;
  readonly parameters: number | null;
}

/** How a package stands to each requirement that can be told from its record; one by one, never added up. */
export function fitsOf({ task, licences, maxBytes, maxParameters }: Requirements, facts: Facts): readonly RequirementFit[] {
  const isOneOf = (allowed: readonly string[], stated: string | null): Fit => (stated === null ? 'unknown' : allowed.some((one) => fold(one.trim()) === fold(stated)) ? 'met' : 'not met');
  const isAtMost = (most: number, stated: number | null): Fit => (stated === null ? 'unknown' : stated <= most ? 'met' : 'not met');
  return [
    ...(task.trim() === '' ? [] : [{ title: 'Task', fit: isOneOf([task], facts.task), stated: facts.task }]),
    ...(licences.length === 0 ? [] : [{ title: 'Licence', fit: isOneOf(licences, facts.license), stated: facts.license }]),
    ...(maxBytes === null ? [] : [{ title: 'Size', fit: isAtMost(maxBytes, facts.bytes), stated: facts.bytes === null ? null : formatBytes(facts.bytes) }]),
    ...(maxParameters === null ? [] : [{ title: 'Parameters', fit: isAtMost(maxParameters, facts.parameters), stated: facts.parameters === null ? null : formatCount(facts.parameters) }]),
  ];
}
