import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/client';

export interface Loaded<T> {
  /** What was loaded last; kept while it is loaded anew. */
  value: T | undefined;
  error: ApiError | undefined;
  loading: boolean;
  reload: () => void;
}

/** Loads when a dependency changes; what is no longer wanted is given up. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, dependencies: unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: ApiError; loading: boolean }>({ loading: true });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const newest = useRef(load);
  newest.current = load;
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    const abort = new AbortController();
    const key = JSON.stringify(dependencies);
    const same = shown.current === key;
    shown.current = key;
    setState((before) => (same ? { ...before, loading: true } : { loading: true }));
    newest.current(abort.signal).then(
      (value) => !abort.signal.aborted && setState({ value, loading: false }),
      (failure: unknown) => {
        if (!abort.signal.aborted) {
          setState((before) => ({ ...before, error: asApiError(failure), loading: false }));
        }
      },
    );
    return () => abort.abort();
  }, [...dependencies, round]);
  return { value: state.value, error: state.error, loading: state.loading, reload };
}

export function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) {
    return failure;
  }
  const detail = failure instanceof Error ? failure.message : String(failure);
  return new ApiError(0, { title: 'unexpected', status: 0, detail, code: '' });
}
