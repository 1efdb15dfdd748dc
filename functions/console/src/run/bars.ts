import type { StepRow } from '../api/types';

export interface Bar {
  from: number;
  to: number;
  kind: 'work' | 'failed' | 'wait' | 'timer' | 'child' | 'loop' | 'mark' | 'cancelled';
  open: boolean;
}

/** The pieces of one row: attempts, the pauses between them, waits. */
export function bars(row: StepRow, end: number): Bar[] {
  const step = row.step;
  const from = Date.parse(row.startedAt);
  const to = row.closedAt === undefined ? end : Date.parse(row.closedAt);
  const open = row.closedAt === undefined;
  if (row.count > 1) {
    return [{ from, to, kind: 'loop', open }];
  }
  switch (step.kind) {
    case 'received':
      return [{ from, to: from, kind: 'mark', open: false }];
    case 'timer':
      return [{ from, to, kind: 'timer', open }];
    case 'child':
      return [{ from, to, kind: step.state === 'FAILED' ? 'failed' : 'child', open }];
    case 'activity':
    case 'local':
    case 'delivery':
      return attempts(row, from, to, open);
  }
}

function attempts(row: StepRow, from: number, to: number, open: boolean): Bar[] {
  const found: Bar[] = [];
  let at = from;
  for (const failed of row.step.failedAttempts) {
    const end = Date.parse(failed.at);
    found.push({ from: at, to: end, kind: 'failed', open: false });
    at = end;
    if (failed.retryAt !== undefined) {
      const retry = Math.min(Date.parse(failed.retryAt), to);
      found.push({ from: end, to: retry, kind: 'wait', open: false });
      at = retry;
    }
  }
  const last = row.step.failedAttempts.at(-1);
  const endsFailed = row.step.state === 'FAILED' && last !== undefined && Date.parse(last.at) >= to;
  if (!endsFailed && at < to) {
    found.push({ from: at, to, kind: row.step.state === 'CANCELLED' ? 'cancelled' : 'work', open });
  }
  return found;
}

/** All moments at which something begins or ends: stretches between them may be drawn short. */
export function moments(rows: StepRow[], end: number): number[] {
  return rows.flatMap((row) => bars(row, end).flatMap((bar) => [bar.from, bar.to]));
}
