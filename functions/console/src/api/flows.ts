import { ask, get, path, post } from './client';
import type { FlowDetails, FlowVersion, PublishedFlow, Validation } from './types';

const flows = (workspace: string) => path`/workspaces/${workspace}/flows`;

export const listFlows = (workspace: string, cursor?: string, signal?: AbortSignal) =>
  get<{ flows: FlowVersion[]; next?: string }>(flows(workspace), { limit: 200, cursor }, signal);

export const flowVersions = (workspace: string, flow: string, signal?: AbortSignal) =>
  get<{ versions: FlowVersion[] }>(path`/workspaces/${workspace}/flows/${flow}`, {}, signal);

const version = (workspace: string, flow: string, number: string) =>
  path`/workspaces/${workspace}/flows/${flow}/versions/${number}`;

export const showFlow = (workspace: string, flow: string, number: string, signal?: AbortSignal) =>
  get<FlowDetails>(version(workspace, flow, number), {}, signal);

export const validate = (workspace: string, source: string, signal?: AbortSignal) =>
  post<Validation>(`${flows(workspace)}/validate`, { source }, { signal });

export const publish = async (workspace: string, source: string): Promise<PublishedFlow> =>
  (await ask<PublishedFlow>('POST', flows(workspace), { body: { source } })).value;

export const setEnabled = (workspace: string, flow: string, number: string, enabled: boolean) =>
  post<FlowVersion>(`${version(workspace, flow, number)}/${enabled ? 'enable' : 'disable'}`);
