import type { Query } from '../api/client';
import { RUN_STATUSES, type RunStatus } from '../api/types';

/** What narrows the list. All of it is in the address, so that a list can be sent to somebody. */
export interface Filters {
  workflow: string;
  workflowId: string;
  version: string;
  status: RunStatus[];
  /** How far back; `custom` takes `from` and `to`. */
  range: string;
  from: string;
  to: string;
  tag: string;
  attribute: string;
  trigger: string;
}

export const RANGES: Record<string, { name: string; minutes: number }> = {
  '15m': { name: 'last 15 minutes', minutes: 15 },
  '1h': { name: 'last hour', minutes: 60 },
  '24h': { name: 'last 24 hours', minutes: 1440 },
  '7d': { name: 'last 7 days', minutes: 10_080 },
  '30d': { name: 'last 30 days', minutes: 43_200 },
};

const TEXTS = ['workflow', 'workflowId', 'version', 'range', 'from', 'to', 'tag', 'attribute', 'trigger'] as const;

export function fromQuery(query: URLSearchParams): Filters {
  const filters = { status: [] as RunStatus[] } as Partial<Filters>;
  for (const name of TEXTS) {
    filters[name] = query.get(name) ?? '';
  }
  const named = (query.get('status') ?? '').split(',');
  filters.status = RUN_STATUSES.filter((status) => named.includes(status));
  return filters as Filters;
}

/** The filters as the address has them; what is empty is left out. */
export function toQuery(filters: Filters): Record<string, string | undefined> {
  const query: Record<string, string | undefined> = { status: filters.status.join(',') || undefined };
  for (const name of TEXTS) {
    query[name] = filters[name] === '' ? undefined : filters[name];
  }
  if (filters.range !== 'custom') {
    delete query['from'];
    delete query['to'];
  }
  return query;
}

/** The filters as the API takes them. */
export function toApi(filters: Filters, now: number): Query {
  const range = RANGES[filters.range];
  // A whole minute, so that the pages after the first have the same filters.
  const since = range === undefined ? undefined : Math.floor(now / 60_000) * 60_000 - range.minutes * 60_000;
  const custom = filters.range === 'custom';
  return {
    workflow: filters.workflow || undefined,
    workflowId: filters.workflowId || undefined,
    version: filters.version || undefined,
    status: filters.status,
    from: since !== undefined ? new Date(since).toISOString() : custom ? instant(filters.from) : undefined,
    to: custom ? instant(filters.to) : undefined,
    tag: filters.tag || undefined,
    attribute: filters.attribute || undefined,
    trigger: filters.trigger || undefined,
  };
}

/** @param local as a field for times gives it, in the time of who sits there */
export function instant(local: string): string | undefined {
  const time = Date.parse(local);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

export function isEmpty(filters: Filters): boolean {
  return Object.values(toQuery(filters)).every((value) => value === undefined);
}

/** Run ids are ULIDs: 26 characters of a set without I, L, O and U. */
export function looksLikeRunId(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text);
}
