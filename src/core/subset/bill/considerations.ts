import type { MetadataRecord } from '../../package/index.ts';

/**
 * What a card's front matter states of how a model was trained, is meant to be used, and falls short, field by field as `name: value`. Prose
 * of the card below it is not read: what is not stated as a field is left out.
 */
export interface Considerations {
  /** Meant uses, and conditions of access. */
  readonly uses: readonly string[];
  readonly limitations: readonly string[];
  /** Biases, risks, ethics. */
  readonly ethics: readonly string[];
  readonly training: readonly string[];
  readonly preprocessing: readonly string[];
  /** Energy and emissions of training: each field with its value. */
  readonly environment: readonly (readonly [string, string])[];
  /** In the words of SPDX, where a field says one of them. */
  readonly safetyRisk: string | null;
  readonly sensitiveInformation: string | null;
}

/** Names of fields as people and the hub's own template of cards (modelcard_template) write them; folded, `_` between words. */
const fields = {
  uses: ['intended_use', 'intended_uses', 'intended_use_cases', 'primary_intended_uses', 'use_cases', 'uses', 'direct_use', 'downstream_use', 'intended_users', 'users', 'extra_gated_prompt'],
  limitations: ['limitation', 'limitations', 'known_limitations', 'technical_limitations', 'limitations_and_bias', 'bias_risks_limitations', 'out_of_scope_use', 'out_of_scope_uses'],
  ethics: ['bias', 'biases', 'risks', 'ethical_considerations', 'bias_recommendations', 'fairness'],
  training: ['training_data', 'training_procedure', 'training_regime', 'training_details', 'training_hyperparameters', 'hardware', 'hardware_type', 'hours_used'],
  preprocessing: ['preprocessing', 'data_preprocessing'],
} as const satisfies Partial<Record<keyof Considerations, readonly string[]>>;

const riskFields = ['safety_risk_assessment', 'safety_risk'];
const risks = ['serious', 'high', 'medium', 'low'];
const sensitiveFields = ['use_sensitive_personal_information', 'sensitive_personal_information'];
const emissionFields = ['emissions', 'source', 'training_type', 'geographical_location', 'hardware_used'];
/** The hub's own tag for content that is not for everybody. */
const notForAll = 'not-for-all-audiences';
/** Characters of one value; no form has a limit, but a bill is no copy of a card. */
const longest = 5000;

/** `tags` are those of the package, among which hubs tell of audiences. */
export function considerationsIn(card: MetadataRecord, tags: readonly string[]): Considerations {
  const stated = new Map(Object.entries(card).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === null ? [] : [[name.trim().toLowerCase().replaceAll(/[\s-]+/g, '_'), { name, text }] as const];
  }));
  const lines = (names: readonly string[]): readonly string[] => names.flatMap((name) => {
    const found = stated.get(name);
    return found === undefined ? [] : [`${found.name}: ${found.text}`];
  });
  const oneOf = (names: readonly string[], words: Readonly<Record<string, string>>): string | null =>
    names.flatMap((name) => words[stated.get(name)?.text.toLowerCase() ?? ''] ?? [])[0] ?? null;
  return {
    uses: lines(fields.uses),
    limitations: [...lines(fields.limitations), ...(tags.includes(notForAll) ? [`tag: ${notForAll}`] : [])],
    ethics: lines(fields.ethics),
    training: lines(fields.training),
    preprocessing: lines(fields.preprocessing),
    environment: emissionsIn(card['co2_eq_emissions']),
    safetyRisk: oneOf(riskFields, Object.fromEntries(risks.map((risk) => [risk, risk]))),
    sensitiveInformation: oneOf(sensitiveFields, { yes: 'yes', true: 'yes', no: 'no', false: 'no' }),
  };
}

/** A number alone, or a map with where it comes from. */
function emissionsIn(value: unknown): readonly (readonly [string, string])[] {
  const alone = textOf(value);
  if (alone !== null) return [['co2_eq_emissions', alone]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const stated = value as MetadataRecord;
  return emissionFields.flatMap((name) => {
    const text = Object.hasOwn(stated, name) ? textOf(stated[name]) : null;
    return text === null ? [] : [[name === 'emissions' ? 'co2_eq_emissions' : `co2_eq_emissions.${name}`, text] as const];
  });
}

/** Texts, numbers, and lists of them; null for what is none, such as a map of which nobody says what it means. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) {
    const parts = value.map(textOf);
    return parts.length === 0 || parts.includes(null) ? null : shortened(parts.join('; '));
  }
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? shortened(value.trim()) : null;
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
