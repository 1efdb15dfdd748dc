import { computed, signal } from '@preact/signals';

/** Where the console is: `#/run/abc?tab=history`. It lives in the fragment, so any file server can serve it. */
export interface Place {
  parts: string[];
  query: URLSearchParams;
}

export function parse(hash: string): Place {
  const text = hash.replace(/^#\/?/, '');
  const [path = '', query = ''] = text.split('?', 2);
  return {
    parts: path.split('/').filter((part) => part !== '').map(decode),
    query: new URLSearchParams(query),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function link(parts: (string | number)[], query: Record<string, string | undefined> | URLSearchParams = {}): string {
  const parameters = new URLSearchParams();
  const entries = query instanceof URLSearchParams ? [...query.entries()] : Object.entries(query);
  for (const [name, value] of entries) {
    if (value !== undefined && value !== '') {
      parameters.append(name, value);
    }
  }
  const text = parameters.toString();
  return `#/${parts.map((part) => encodeURIComponent(String(part))).join('/')}${text === '' ? '' : `?${text}`}`;
}

const hash = signal(typeof window === 'undefined' ? '' : window.location.hash);

export const place = computed(() => parse(hash.value));

/** @param instead without an entry of its own to go back to */
export function go(to: string, instead = false): void {
  if (instead) {
    history.replaceState(null, '', to);
    hash.value = to;
  } else {
    window.location.hash = to;
  }
}

export function listen(): void {
  window.addEventListener('hashchange', () => {
    hash.value = window.location.hash;
  });
}

/** Changes parameters of this place and keeps the others. */
export function withQuery(changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(place.peek().query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  return link(place.peek().parts, query);
}
