import { get } from './client';
import type { Lane, Me, Role } from './types';

export const me = (signal?: AbortSignal) => get<Me>('/me', {}, signal);

export const workspaces = (signal?: AbortSignal) =>
  get<{ workspaces: { name: string; role: Role }[] }>('/workspaces', {}, signal);

export const lanes = (signal?: AbortSignal) => get<{ lanes: Lane[] }>('/lanes', {}, signal);
