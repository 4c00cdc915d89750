import type { z } from 'zod';
import type { CommandId } from '../commands/index.ts';
import { aliasCalls } from './aliases.ts';
import { appCalls } from './app.ts';
import { claimCalls } from './claims.ts';
import { comparingCalls } from './comparing.ts';
import { contentCalls } from './content.ts';
import { type dashboardContentSchema, dashboardCalls } from './dashboards.ts';
import { decisionCalls } from './decisions.ts';
import { evidenceCalls } from './evidence.ts';
import { exportCalls, type exportCheckSchema, type exportRemarkSchema } from './exports.ts';
import { facetCalls } from './facets.ts';
import { graphCalls } from './graph.ts';
import { historyCalls } from './history.ts';
import { jobCalls, type jobSchema } from './jobs.ts';
import { measuredCalls } from './measured.ts';
import { keyCalls, type signingKeySchema } from './keys.ts';
import { lfsCheckCalls } from './lfs-check.ts';
import { measureCalls, type measureInfoSchema, type measurePartSchema, type measureResultSchema } from './measures.ts';
import { mirrorCalls } from './mirrors.ts';
import { noteCalls } from './notes.ts';
import { packageCalls } from './packages.ts';
import { peatmossCalls } from './peatmoss.ts';
import { problemCalls } from './problems.ts';
import { type maintainerRowSchema, reachCalls } from './reach.ts';
import { sessionCalls } from './session.ts';
import { signatureCalls } from './signatures.ts';
import { subsetCalls } from './subsets.ts';
import { viewCalls } from './views.ts';
import { weightCalls } from './weights.ts';

/** Every call of the contract. Window, browser and command line reach the engine through these and nothing else. */
export const contract = {
  ...appCalls,
  ...jobCalls,
  ...mirrorCalls,
  ...problemCalls,
  ...packageCalls,
  ...contentCalls,
  ...weightCalls,
  ...historyCalls,
  ...claimCalls,
  ...evidenceCalls,
  ...comparingCalls,
  ...facetCalls,
  ...reachCalls,
  ...measureCalls,
  ...dashboardCalls,
  ...graphCalls,
  ...aliasCalls,
  ...noteCalls,
  ...viewCalls,
  ...subsetCalls,
  ...measuredCalls,
  ...decisionCalls,
  ...sessionCalls,
  ...exportCalls,
  ...keyCalls,
  ...signatureCalls,
  ...lfsCheckCalls,
  ...peatmossCalls,
} as const;

type Contract = typeof contract;
export type CallName = keyof Contract;
/** A call's arguments as the caller writes them: fields with defaults may be left out. */
export type CallInput<Name extends CallName> = z.input<Contract[Name]['args']>;
/** A call's arguments as the engine sees them, defaults filled in. */
export type CallArguments<Name extends CallName> = z.output<Contract[Name]['args']>;
export type CallAnswer<Name extends CallName> = z.output<Contract[Name]['answer']>;

/** Own keys only: `constructor` and its kin are no calls. */
export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(contract, name);
}

export type { Graph, GraphEdge, GraphNode, GraphNodeKind, Picture, ReachScope } from './graph.ts';
export { verdictKinds } from './weights.ts';
export type { ColumnLayout } from './layout.ts';

export type Job = z.output<ReturnType<typeof jobSchema>>;

/** What the engine tells every open window unasked. */
export type EngineEvent =
  | { readonly kind: 'job'; readonly job: Job }
  /** An index was swapped in, or a mirror became the current one: what is on screen is to be asked again. */
  | { readonly kind: 'index'; readonly mirror: string }
  /** Notes or tags of a mirror's packages were changed. */
  | { readonly kind: 'notes'; readonly mirror: string }
  /** A setting was changed, here or by another window. */
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** The desktop window's menu asks this window alone to do what a command does. */
  | { readonly kind: 'command'; readonly id: CommandId }
  /** Saved views were changed. */
  | { readonly kind: 'views' }
  /** Subsets of a mirror were changed: a search may ask for one. */
  | { readonly kind: 'subsets'; readonly mirror: string }
  /** Dashboards were changed. */
  | { readonly kind: 'dashboards' }
  /** Decisions of a mirror were changed. */
  | { readonly kind: 'decisions'; readonly mirror: string }
  /** Lists of measured results were taken in or away. */
  | { readonly kind: 'measured' }
  /** A PeaTMOSS database was joined to a mirror, or taken from it. */
  | { readonly kind: 'peatmoss'; readonly mirror: string }
  /** Keys were imported or removed: signatures are to be checked anew. */
  | { readonly kind: 'keys' }
  /** Aliases were changed: who is whose is to be asked again. */
  | { readonly kind: 'aliases' }
  /** Another process asks this window to open something (second start with a path). */
  | { readonly kind: 'open'; readonly paths: readonly string[] }
  /** A `ptmtorrent://` link was followed; nothing in it is checked yet. */
  | { readonly kind: 'link'; readonly address: string };

export type MirrorSummary = CallAnswer<'mirrors.open'>['mirror'];
export type MirrorListing = CallAnswer<'mirrors.inspect'>;
export type Overview = CallAnswer<'mirrors.overview'>;
export type ArchivedHub = Overview['archives'][number];
export type UnpackEstimate = CallAnswer<'mirrors.unpackEstimate'>;
export type HubInfo = Overview['hubs'][number];
export type ProblemList = CallAnswer<'problems.list'>;
export type ProblemFormat = CallArguments<'problems.export'>['format'];
export type Weights = CallAnswer<'packages.weights'>;
export type WeightFile = Weights['files'][number];
export type WeightDetail = CallAnswer<'packages.weightFile'>;
export type PackageRow = CallAnswer<'packages.search'>['rows'][number];
export type PackageDetail = CallAnswer<'packages.get'>;
export type HistoryCommit = CallAnswer<'packages.history'>['commits'][number];
export type CommitDetail = CallAnswer<'packages.commit'>;
export type HistorySummary = CallAnswer<'packages.historySummary'>;
export type Facet = CallAnswer<'packages.facets'>['facets'][number];
export type FacetField = Facet['field'];
export type Histogram = CallAnswer<'packages.histogram'>;
export type HistogramField = Histogram['field'];
export type HistogramScale = Histogram['scale'];
export type MaintainerRow = z.infer<ReturnType<typeof maintainerRowSchema>>;
/** Somebody in a list: one with a namesake is told apart by more than the name. */
export type ListedMaintainer = CallAnswer<'reach.list'>['rows'][number];
export type ReachKind = CallArguments<'reach.list'>['kind'];
export type MeasureInfo = z.output<ReturnType<typeof measureInfoSchema>>;
export type MeasurePart = z.output<ReturnType<typeof measurePartSchema>>;
export type MeasureResult = z.output<ReturnType<typeof measureResultSchema>>;
export type DashboardContent = z.output<ReturnType<typeof dashboardContentSchema>>;
export type DashboardTile = DashboardContent['tiles'][number];
export type SavedDashboard = CallAnswer<'dashboards.list'>['dashboards'][number];
export type Annotation = CallAnswer<'notes.get'>;
export type AnnotatedRow = CallAnswer<'notes.list'>['rows'][number];
export type TagCount = CallAnswer<'notes.tags'>['tags'][number];
export type NamedSource = CallAnswer<'exports.manifest'>['peatmoss'];
export type NamedIn = CallAnswer<'subsets.namedIn'>;
export type SavedView = CallAnswer<'views.list'>['views'][number];
export type Subset = CallAnswer<'subsets.list'>['subsets'][number];
export type SubsetVersion = CallAnswer<'subsets.versions'>['versions'][number];
export type ListRead = NonNullable<NonNullable<Job['outcome']>['listed']>;
export type SubsetDrift = CallAnswer<'subsets.drift'>;
export type SubsetPreview = CallAnswer<'subsets.preview'>;
export type Session = CallArguments<'session.set'>;
export type RecentPlace = CallArguments<'recent.add'>['place'];
export type ComparedClaim = CallAnswer<'packages.claims'>['claims'][number];
export type PackageEvidence = CallAnswer<'packages.evidence'>;
export type Comparison = CallAnswer<'packages.compare'>;
export type ComparisonRow = Comparison['groups'][number]['rows'][number];
export type ComparisonCell = ComparisonRow['cells'][number];
export type CommitComparison = CallAnswer<'packages.compareCommits'>;
export type Decision = CallAnswer<'decisions.get'>['decision'];
export type DecisionContent = CallArguments<'decisions.change'>['content'];
export type DecisionState = CallAnswer<'decisions.get'>['states'][number];
export type DecisionSummary = CallAnswer<'decisions.list'>['decisions'][number];
export type MeasuredList = CallAnswer<'measured.list'>['lists'][number];
export type PlacedView = CallAnswer<'views.remove'>['removed'][number];
export type ViewContent = CallArguments<'views.save'>;
export type Selection = CallArguments<'exports.start'>['selection'];
export type ExportCheck = z.output<ReturnType<typeof exportCheckSchema>>;
export type ExportRemark = z.output<ReturnType<typeof exportRemarkSchema>>;
export type ExportFormat = CallArguments<'exports.start'>['format'];
export type LfsCheck = NonNullable<NonNullable<Job['outcome']>['check']>;
export type AttachedPeatmoss = NonNullable<CallAnswer<'peatmoss.get'>['attached']>;
export type SigningKey = z.output<ReturnType<typeof signingKeySchema>>;
export type ListedKey = CallAnswer<'keys.list'>['keys'][number];
export type KeptKey = CallAnswer<'keys.remove'>['removed'][number];
export type Signatures = CallAnswer<'packages.signatures'>;
export type SignedCommit = Signatures['rows'][number];
export type SeenKey = Signatures['keys'][number];
export type ShownFile = CallAnswer<'packages.file'>;
export type { FrontValue } from './content.ts';
export type Settings = CallAnswer<'settings.get'>;
export type SettingsChange = CallArguments<'settings.set'>;
export type AppInfo = CallAnswer<'app.info'>;
