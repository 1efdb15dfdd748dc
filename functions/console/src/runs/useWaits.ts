import { useEffect, useState } from 'preact/hooks';
import { showRun } from '../api/runs';
import type { Run, Wait } from '../api/types';
import { isClosed } from '../ui/Status';

/** Lists do not tell what runs wait for: each open run of a page is asked, so many at once and no more. */
const WIDTH = 4;
const ASKED_MAX = 50;
const EVERY_MS = 15_000;

const known = new Map<string, { waits: Wait[]; at: number }>();
const KNOWN_MAX = 500;

/** What the open runs of a page wait for, as far as that is known yet. */
export function useWaits(runs: Run[]): (run: Run) => Wait[] | undefined {
  const [, tell] = useState(0);
  const open = runs.filter((run) => !isClosed(run.status)).slice(0, ASKED_MAX);
  const ids = open.map((run) => run.runId).join(' ');
  useEffect(() => {
    const abort = new AbortController();
    const queue = [...open];
    const lane = async () => {
      for (let run = queue.shift(); run !== undefined && !abort.signal.aborted; run = queue.shift()) {
        if (Date.now() - (known.get(run.runId)?.at ?? 0) > EVERY_MS) {
          await ask(run, abort.signal);
          tell((n) => n + 1);
        }
      }
    };
    void Promise.all(Array.from({ length: WIDTH }, lane));
    return () => abort.abort();
  }, [ids, Math.floor(Date.now() / EVERY_MS)]);
  return (run) => known.get(run.runId)?.waits;
}

async function ask(run: Run, signal: AbortSignal): Promise<void> {
  try {
    const { waits } = await showRun(run.workspace, run.runId, signal);
    if (known.size >= KNOWN_MAX) {
      known.clear();
    }
    known.set(run.runId, { waits, at: Date.now() });
  } catch {
    // The list is of use without it.
  }
}
