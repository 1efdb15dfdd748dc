import type { ApiError } from '../api/client';

/** A refusal: what the API says, with its code. */
export function Problem({ error, retry }: { error: ApiError; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>{error.message}</p>
      <p class="muted">
        {error.problem.code !== '' && <span class="mono">{error.problem.code}</span>}
        {retry !== undefined && (
          <button type="button" class="quiet" onClick={retry}>
            Try again
          </button>
        )}
      </p>
    </div>
  );
}
