import { get, path, post } from './client';
import type { Delivery, DeliveryResult, Trigger } from './types';

const one = (workspace: string, id: string) => path`/workspaces/${workspace}/triggers/${id}`;

export const listTriggers = (workspace: string, cursor?: string, signal?: AbortSignal) =>
  get<{ triggers: Trigger[]; next?: string }>(path`/workspaces/${workspace}/triggers`, { limit: 100, cursor }, signal);

export const showTrigger = (workspace: string, id: string, signal?: AbortSignal) =>
  get<Trigger>(one(workspace, id), {}, signal);

export const listDeliveries = (workspace: string, id: string, cursor?: string, signal?: AbortSignal) =>
  get<{ deliveries: Delivery[]; next?: string }>(`${one(workspace, id)}/deliveries`, { limit: 50, cursor }, signal);

export const redeliver = (workspace: string, id: string, line: string) =>
  post<DeliveryResult>(`${one(workspace, id)}/deliveries/${encodeURIComponent(line)}/redeliver`);

export const setTriggerEnabled = (workspace: string, id: string, enabled: boolean) =>
  post<Trigger>(`${one(workspace, id)}/${enabled ? 'enable' : 'disable'}`);
