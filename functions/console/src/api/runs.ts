import { get, path, post, type Query } from './client';
import type {
  HistoryPage,
  Json,
  ResumePreview,
  RunDetails,
  RunEnd,
  RunPage,
  StartedRun,
  StepDetails,
  StepPage,
} from './types';

const runs = (workspace: string) => path`/workspaces/${workspace}/runs`;
const one = (workspace: string, run: string) => path`/workspaces/${workspace}/runs/${run}`;

export const listRuns = (workspace: string, query: Query, signal?: AbortSignal) =>
  get<RunPage>(runs(workspace), query, signal);

export const openRuns = (query: Query, signal?: AbortSignal) => get<RunPage>('/open-runs', query, signal);

export const showRun = (workspace: string, run: string, signal?: AbortSignal) =>
  get<RunDetails>(one(workspace, run), {}, signal);

export const history = (workspace: string, run: string, query: Query, signal?: AbortSignal) =>
  get<HistoryPage>(`${one(workspace, run)}/history`, query, signal);

export const steps = (workspace: string, run: string, query: Query, signal?: AbortSignal) =>
  get<StepPage>(`${one(workspace, run)}/steps`, query, signal);

export const step = (workspace: string, run: string, command: number, signal?: AbortSignal) =>
  get<StepDetails>(`${one(workspace, run)}/steps/${command}`, {}, signal);

export const result = (workspace: string, run: string, signal?: AbortSignal) =>
  get<RunEnd>(`${one(workspace, run)}/result`, {}, signal);

export const query = (workspace: string, run: string, name: string, signal?: AbortSignal) =>
  post<{ answer: Json }>(`${one(workspace, run)}/query`, { name }, { signal });

export interface Start {
  workflow: string;
  workflowId?: string;
  version?: number;
  input?: Json;
  tags?: string[];
}

export const start = (workspace: string, body: Start, key: string) =>
  post<StartedRun>(runs(workspace), body, { key });

export const steer = (workspace: string, run: string, what: 'cancel' | 'terminate' | 'wake', reason: string) =>
  post<void>(`${one(workspace, run)}/${what}`, reason === '' ? {} : { reason });

export const signal = (workspace: string, run: string, name: string, content: Json, key: string) =>
  post<void>(`${one(workspace, run)}/signal`, { name, content }, { key });

export const previewResume = (workspace: string, run: string, from?: number, abort?: AbortSignal) =>
  get<ResumePreview>(`${one(workspace, run)}/resume`, { step: from }, abort);

export const resume = (workspace: string, run: string, body: { step?: number; newest?: boolean }, key: string) =>
  post<StartedRun>(`${one(workspace, run)}/resume`, body, { key });
