export { decisionMarkdown } from './markdown.ts';
export { type Fit, fitsOf, queryOf, queryOfRequirements, type RequirementFit } from './requirements.ts';
