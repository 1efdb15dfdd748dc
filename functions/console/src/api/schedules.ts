import { ask, get, path, post, type Answer } from './client';
import type { ScheduleDetails, ScheduleSummary } from './types';

const one = (workspace: string, id: string) => path`/workspaces/${workspace}/schedules/${id}`;

export const listSchedules = (workspace: string, cursor?: string, signal?: AbortSignal) =>
  get<{ schedules: ScheduleSummary[]; next?: string }>(
    path`/workspaces/${workspace}/schedules`,
    { limit: 100, cursor },
    signal,
  );

export const showSchedule = (workspace: string, id: string, signal?: AbortSignal): Promise<Answer<ScheduleDetails>> =>
  ask('GET', one(workspace, id), { signal });

export const steerSchedule = (workspace: string, id: string, what: 'pause' | 'resume' | 'trigger', reason?: string) =>
  post<{ text: string; workflowId?: string }>(
    `${one(workspace, id)}/${what}`,
    reason === undefined || reason === '' ? {} : { reason },
  );
