import type { Verb } from '../verb.ts';
import { aliasesVerb } from './aliases.ts';
import { bomVerb } from './bom.ts';
import { compareVerb } from './compare.ts';
import { dashboardVerb } from './dashboard.ts';
import { decisionVerb } from './decision.ts';
import { exportVerb } from './export.ts';
import { graphVerb } from './graph.ts';
import { indexVerb } from './index-verb.ts';
import { infoVerb } from './info.ts';
import { keysVerb } from './keys.ts';
import { lineageVerb } from './lineage.ts';
import { measureVerb } from './measure.ts';
import { measuredVerb } from './measured.ts';
import { noteVerb } from './note.ts';
import { notesVerb } from './notes.ts';
import { peatmossVerb } from './peatmoss.ts';
import { problemsVerb } from './problems.ts';
import { reachVerb } from './reach.ts';
import { reportVerb } from './report.ts';
import { searchVerb } from './search.ts';
import { serveVerb } from './serve.ts';
import { showVerb } from './show.ts';
import { subsetVerb } from './subset.ts';
import { unpackVerb } from './unpack.ts';
import { verifyVerb } from './verify.ts';
import { viewsVerb } from './views.ts';

/** All verbs, in the order in which the help lists them. */
export const verbs: readonly Verb[] = [
  indexVerb,
  infoVerb,
  searchVerb,
  showVerb,
  compareVerb,
  reachVerb,
  aliasesVerb,
  graphVerb,
  lineageVerb,
  measureVerb,
  dashboardVerb,
  exportVerb,
  bomVerb,
  unpackVerb,
  verifyVerb,
  keysVerb,
  problemsVerb,
  notesVerb,
  noteVerb,
  viewsVerb,
  subsetVerb,
  measuredVerb,
  peatmossVerb,
  decisionVerb,
  reportVerb,
  serveVerb,
];
