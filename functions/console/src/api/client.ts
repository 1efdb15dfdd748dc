import type { ProblemBody } from './types';

const TOKEN = 'belay.token';

/** A refusal by the API, or a request that did not reach it (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemBody,
  ) {
    super(words(problem.detail));
  }
}

/** The detail without its code and the reference to the documentation, which are shown apart. */
export function words(detail: string): string {
  return detail.replace(/^\[BLY-\d{4}\] /, '').replace(/ \(docs\/errors\.md[^)]*\)$/, '');
}

type Listener = () => void;
let onUnauthenticated: Listener = () => {};

/** Called when the API does not know who asks. */
export function whenUnauthenticated(listener: Listener): void {
  onUnauthenticated = listener;
}

export const credentials = {
  get: () => sessionStorage.getItem(TOKEN),
  set: (token: string) => sessionStorage.setItem(TOKEN, token),
  clear: () => sessionStorage.removeItem(TOKEN),
};

export type Query = Record<string, string | number | boolean | string[] | undefined>;

export interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal | undefined;
  ifMatch?: string | undefined;
  /** The same key makes a repetition harmless. */
  key?: string;
}

export function queryString(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') {
        parameters.append(name, String(one));
      }
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

export interface Answer<T> {
  value: T;
  etag: string | null;
  status: number;
}

export async function ask<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  const token = credentials.get();
  if (token !== null) {
    headers['Authorization'] = `Bearer ${token}`;
  }
  if (options.ifMatch !== undefined) {
    headers['If-Match'] = options.ifMatch;
  }
  if (method !== 'GET') {
    headers['Content-Type'] = 'application/json';
    headers['Idempotency-Key'] = options.key ?? crypto.randomUUID();
  }
  let response: Response;
  try {
    response = await fetch(`/v1${path}${queryString(options.query)}`, {
      method,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: options.signal ?? null,
      body: method === 'GET' ? null : JSON.stringify(options.body ?? {}),
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new ApiError(0, {
      title: 'not reached',
      status: 0,
      detail: 'The API did not answer. It may be stopped or starting; this page tries again.',
      code: '',
    });
  }
  const text = await response.text();
  if (!response.ok) {
    if (response.status === 401) {
      onUnauthenticated();
    }
    throw new ApiError(response.status, problem(response.status, text));
  }
  return {
    value: (text === '' ? undefined : JSON.parse(text)) as T,
    etag: response.headers.get('ETag'),
    status: response.status,
  };
}

function problem(status: number, text: string): ProblemBody {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    if (typeof body.detail === 'string') {
      return { title: 'refused', code: '', ...body, status } as ProblemBody;
    }
  } catch {
    // Told below, as every answer that is no problem of the API's.
  }
  return { title: 'refused', status, detail: `The answer was HTTP ${status}.`, code: '' };
}

/** `a/b` in a path, with every part escaped. */
export function path(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return parts.reduce((all, part, i) => all + part + (i < values.length ? encodeURIComponent(String(values[i])) : ''), '');
}

export async function get<T>(address: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return (await ask<T>('GET', address, { query: query ?? {}, signal })).value;
}

export async function post<T>(address: string, body?: unknown, options: Options = {}): Promise<T> {
  return (await ask<T>('POST', address, { ...options, body })).value;
}
