/** What the API answers with, as docs/reference/openapi.yaml describes it. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export const RUN_STATUSES = [
  'SCHEDULED',
  'RUNNING',
  'BLOCKED',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'TERMINATED',
  'TIMED_OUT',
  'CONTINUED_AS_NEW',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export type Role = 'viewer' | 'operator' | 'author' | 'admin';

export interface Me {
  name: string;
  kind: 'local' | 'key' | 'token';
  roles: Record<string, Role>;
}

export interface Run {
  workspace: string;
  runId: string;
  workflowId: string;
  workflow: string;
  version: number;
  lane: string;
  status: RunStatus;
  startedAt: string;
  closedAt?: string;
  reason?: string;
  attributes: Record<string, string>;
  memo: Record<string, string>;
  tags: string[];
  parent?: string;
  next?: string;
}

export interface RunPage {
  runs: Run[];
  next?: string;
}

export interface Wait {
  kind: 'activity' | 'timer' | 'child' | 'delivery' | 'start' | 'timeout' | 'message';
  text: string;
  name?: string;
  attempt?: number;
  until?: string;
  overdueSince?: string;
  run?: string;
}

export interface RunDetails {
  run: Run;
  input?: Json;
  waits: Wait[];
  batches: number;
}

export interface HistoryEvent {
  batch: number;
  index: number;
  at: string;
  type: string;
  text: string;
  id?: number;
  event: { [name: string]: Json };
}

export interface HistoryPage {
  run: string;
  events: HistoryEvent[];
  next?: string;
}

export type StepState = 'FAILED' | 'RETRYING' | 'RUNNING' | 'CANCELLED' | 'COMPLETED';
export type StepKind = 'activity' | 'local' | 'timer' | 'child' | 'delivery' | 'received';

export interface FailedAttempt {
  attempt: number;
  at: string;
  retryAt?: string;
  reason: string;
}

export interface Step {
  command?: number;
  kind: StepKind;
  name: string;
  task?: string;
  state: StepState;
  attempt: number;
  failedAttempts: FailedAttempt[];
  startedAt: string;
  closedAt?: string;
  until?: string;
  reason?: string;
  run?: string;
}

export interface StepRow {
  group?: string;
  step: Step;
  count: number;
  counts: Partial<Record<StepState, number>>;
  startedAt: string;
  closedAt?: string;
}

export interface StepPage {
  run: string;
  batches: number;
  asOf?: string;
  total: number;
  rows: StepRow[];
  after: string;
  next?: string;
}

export interface StepDetails {
  step: Step;
  events: HistoryEvent[];
  omitted: number;
}

export interface Failure {
  kind: string;
  type: string;
  message: string;
  cause?: Failure;
}

export interface RunEnd {
  runId: string;
  status: RunStatus;
  result?: Json;
  failure?: Failure;
}

export interface ResumeStep {
  command: number;
  name: string;
}

export interface ResumePreview {
  again: ResumeStep[];
  inFlight: ResumeStep[];
  kept: number;
  forgotten: ResumeStep[];
}

export interface StartedRun {
  workspace: string;
  runId: string;
  workflowId: string;
  existing: boolean;
}

export interface FlowVersion {
  workflow: string;
  number: number;
  version: string;
  publishedAt: string;
  enabled: boolean;
}

export interface FlowProblem {
  code: string;
  severity: 'error' | 'warning';
  line: number;
  column: number;
  pointer: string;
  message: string;
  fix: string;
}

export interface FlowDetails {
  version: FlowVersion;
  source: string;
  definition: { [name: string]: Json };
}

export interface PublishedFlow {
  version: FlowVersion;
  isNew: boolean;
  warnings: FlowProblem[];
}

export interface Validation {
  valid: boolean;
  problems: FlowProblem[];
}

export interface ScheduleSummary {
  id: string;
  target: string;
  paused: boolean;
  status: RunStatus;
  since: string;
}

export interface ScheduleDetails {
  id: string;
  version: number;
  definition: { [name: string]: Json };
  paused: boolean;
  pauseReason?: string;
  open: string[];
  buffered: number;
  counts: { [name: string]: Json };
  next: string[];
  ledger: { [name: string]: Json }[];
}

export interface Trigger {
  id: string;
  workflow: string;
  version?: number;
  sender: string;
  filter?: string;
  flow?: string;
  enabled: boolean;
}

export interface DeliveryResult {
  status: 'accepted' | 'duplicate' | 'skipped' | 'handshake' | 'refused';
  run?: string;
  code?: string;
  why?: string;
}

export interface Delivery {
  id: string;
  receivedAt: string;
  deliveryId: string;
  type: string;
  headers: Record<string, string>;
  repeatable: boolean;
  result: DeliveryResult;
}

export interface Queue {
  name: string;
  waiting?: number | null;
  delayed?: number | null;
  inFlight?: number | null;
  oldestAgeSeconds?: number | null;
}

export interface Lane {
  name: string;
  queues: Queue[];
}

export interface ProblemBody {
  title: string;
  status: number;
  detail: string;
  code: string;
  problems?: FlowProblem[];
}
