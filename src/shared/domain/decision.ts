/** The stages in which engineers choose a model (ICSE'23, Fig. 4), in their order. */
export const decisionStages = ['assessment', 'selection', 'evaluation', 'deployment'] as const;

export type DecisionStage = (typeof decisionStages)[number];

export const stageTitles: Readonly<Record<DecisionStage, string>> = {
  assessment: 'Reusability assessment',
  selection: 'Model selection',
  evaluation: 'Downstream evaluation',
  deployment: 'Deployment',
};

export const candidateVerdicts = ['open', 'taken', 'dropped'] as const;

export type CandidateVerdict = (typeof candidateVerdicts)[number];

/** Lengths in UTF-16 units, as forms count them. */
export const decisionLimits = { title: 200, line: 500, text: 20_000, licences: 30, candidates: 50, results: 200, changes: 500, decisions: 200 } as const;

export function isBackward(from: DecisionStage, to: DecisionStage): boolean {
  return decisionStages.indexOf(to) < decisionStages.indexOf(from);
}
