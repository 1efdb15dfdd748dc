import type { Run } from '../api/types';
import { isClosed, isResumable } from '../ui/Status';

export type BulkAction = 'cancel' | 'terminate' | 'resume';

/** The runs that an action can be done to; the others are left alone. */
export function concerned(action: BulkAction, runs: Run[]): Run[] {
  return runs.filter((run) => (action === 'resume' ? isResumable(run.status) : !isClosed(run.status)));
}

export interface Progress {
  done: number;
  failed: { run: Run; why: string }[];
  total: number;
}

export interface Throttle {
  /** How many are under way at once. */
  width: number;
  /** What passes between two of one lane, so that a thousand runs are no flood. */
  pauseMs: number;
}

/** Does something to run after run; one that fails stops none of the others. */
export async function eachThrottled(
  runs: Run[],
  act: (run: Run) => Promise<unknown>,
  tell: (progress: Progress) => void,
  stopped: () => boolean,
  throttle: Throttle = { width: 4, pauseMs: 50 },
): Promise<Progress> {
  const progress: Progress = { done: 0, failed: [], total: runs.length };
  let next = 0;
  const lane = async () => {
    while (next < runs.length && !stopped()) {
      const run = runs[next++];
      if (run === undefined) {
        return;
      }
      try {
        await act(run);
      } catch (failure) {
        progress.failed.push({ run, why: failure instanceof Error ? failure.message : String(failure) });
      }
      progress.done++;
      tell({ ...progress });
      if (throttle.pauseMs > 0) {
        await new Promise((resolve) => setTimeout(resolve, throttle.pauseMs));
      }
    }
  };
  await Promise.all(Array.from({ length: throttle.width }, lane));
  return progress;
}
