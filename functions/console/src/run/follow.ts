import { useEffect, useState } from 'preact/hooks';
import { history, showRun, steps } from '../api/runs';
import type { HistoryEvent, RunDetails, StepPage } from '../api/types';
import type { ApiError } from '../api/client';
import { speak } from '../shell/say';
import { isClosed, STATUS_LOOKS } from '../ui/Status';
import { asApiError } from '../ui/useLoad';

const WAIT = '25s';
/** The first look may have seen the end of the history, and the run before it: then nothing comes. */
const FIRST_WAIT = '1s';
const STEP_ROWS = 200;
/** Between two looks at a run that changes all the time. */
const BREATH_MS = 400;
const AFTER_FAILURE_MS = 3000;

export interface Followed {
  details: RunDetails | undefined;
  steps: StepPage | undefined;
  /** What came while the page was open, oldest first; the history shows it without asking again. */
  fresh: HistoryEvent[];
  error: ApiError | undefined;
  /** Whether the page waits for what comes. */
  live: boolean;
}

const NOTHING: Followed = { details: undefined, steps: undefined, fresh: [], error: undefined, live: false };
const FRESH_MAX = 400;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks at a run, and again whenever its history tells something new. */
export function useFollow(workspace: string, run: string, paused: boolean, round: number): Followed {
  const [followed, setFollowed] = useState<Followed>(NOTHING);
  useEffect(() => {
    if (paused) {
      setFollowed((before) => ({ ...before, live: false }));
      return;
    }
    const abort = new AbortController();
    void follow(workspace, run, abort.signal, setFollowed);
    return () => abort.abort();
  }, [workspace, run, paused, round]);
  return followed;
}

type Update = (change: (before: Followed) => Followed) => void;

async function follow(workspace: string, run: string, abort: AbortSignal, update: Update): Promise<void> {
  let status: string | undefined;
  let cursor: string | undefined;
  let busy = false;
  let wait = FIRST_WAIT;
  while (!abort.aborted) {
    try {
      const [details, page] = await Promise.all([
        showRun(workspace, run, abort),
        steps(workspace, run, { limit: STEP_ROWS }, abort),
      ]);
      const closed = isClosed(details.run.status);
      if (abort.aborted) {
        return;
      }
      update((before) => ({ ...before, details, steps: page, error: undefined, live: !closed }));
      if (status !== undefined && status !== details.run.status) {
        speak(`The run is now ${STATUS_LOOKS[details.run.status].word.toLowerCase()}.`);
      }
      status = details.run.status;
      cursor ??= page.after;
      if (busy) {
        await pause(BREATH_MS);
      }
      // A head may close a moment before or after its history does; both have to.
      const news = await whatIsNew(workspace, run, cursor, closed ? '0s' : wait, abort);
      wait = WAIT;
      if (news.events.length > 0) {
        update((before) => ({ ...before, fresh: [...before.fresh, ...news.events].slice(-FRESH_MAX) }));
      }
      if (news.next === undefined) {
        cursor = undefined;
        await last(workspace, run, abort, update);
        return;
      }
      cursor = news.next;
      if (closed && news.events.length === 0) {
        return;
      }
      busy = news.events.length > 0;
    } catch (failure) {
      if (abort.aborted) {
        return;
      }
      const error = asApiError(failure);
      update((before) => ({ ...before, error, live: false }));
      if (error.status >= 400 && error.status < 500 && error.status !== 408) {
        return;
      }
      await pause(AFTER_FAILURE_MS);
    }
  }
}

async function whatIsNew(workspace: string, run: string, cursor: string, wait: string, abort: AbortSignal) {
  return history(workspace, run, { cursor, wait, limit: 200 }, abort);
}

/** The run has ended: how it looks now is how it stays. */
async function last(workspace: string, run: string, abort: AbortSignal, update: Update): Promise<void> {
  for (let tries = 0; tries < 20 && !abort.aborted; tries++) {
    const [details, page] = await Promise.all([
      showRun(workspace, run, abort),
      steps(workspace, run, { limit: STEP_ROWS }, abort),
    ]);
    const closed = isClosed(details.run.status);
    update((before) => ({ ...before, details, steps: page, error: undefined, live: false }));
    if (closed) {
      speak(`The run is now ${STATUS_LOOKS[details.run.status].word.toLowerCase()}.`);
      return;
    }
    await pause(BREATH_MS);
  }
}
