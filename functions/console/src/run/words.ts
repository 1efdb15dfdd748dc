import type { Run, Step, StepRow } from '../api/types';
import { between, duration } from '../ui/format';

/** The task's name at the end of its place in a definition. */
export function taskName(pointer: string): string {
  const last = pointer.split('/').at(-1) ?? pointer;
  return last.replace(/~1/g, '/').replace(/~0/g, '~');
}

export function stepName(step: Step): string {
  return step.task === undefined ? step.name : taskName(step.task);
}

/** What is said beside the name. */
export function stepKind(step: Step): string {
  switch (step.kind) {
    case 'activity':
      return step.task === undefined ? '' : step.name;
    case 'local':
      return 'local';
    case 'timer':
      return step.task === undefined ? (step.name === 'timer' ? '' : 'timer') : 'timer';
    case 'child':
      return step.task === undefined ? 'child run' : `child run ${step.name}`;
    case 'delivery':
      return 'sent';
    case 'received':
      return 'received';
  }
}

export function took(row: StepRow, now: number): string {
  if (row.step.kind === 'received') {
    return '';
  }
  return row.closedAt === undefined
    ? duration(Math.max(0, now - Date.parse(row.startedAt)))
    : between(row.startedAt, row.closedAt);
}

/** `3 attempts`, where there was more than one. */
export function attempts(step: Step): string {
  if (step.attempt <= 1) {
    return '';
  }
  return step.state === 'RETRYING' ? `attempt ${step.attempt} follows` : `${step.attempt} attempts`;
}

/** What somebody who finds a run like this can do about it. */
export function advice(run: Run): string | undefined {
  switch (run.status) {
    case 'FAILED':
      return 'Repair what failed, then resume from the failed step: what was done before keeps its outcome.';
    case 'TIMED_OUT':
      return 'The run was open longer than its timeout allows. Resume it, or start it anew with a longer timeout.';
    case 'BLOCKED':
      return 'The code at hand cannot continue this run, so it waits. Deploy code that can; it goes on by itself.';
    default:
      return undefined;
  }
}

export function isFlow(workflow: string): boolean {
  return workflow.includes('.');
}
