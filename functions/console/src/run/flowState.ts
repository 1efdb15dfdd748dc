import type { Json, StepRow, StepState } from '../api/types';
import { fields, moreUrgent, type TaskLive } from '../flows/tree';

/** What a flow answers when it is asked where it is. */
export interface FlowState {
  /** Places of the tasks that are under way. */
  active: string[];
  /** Places of the tasks that have completed at least once. */
  done: string[];
}

export function readState(answer: Json | undefined): FlowState {
  const told = fields(answer);
  const active = Array.isArray(told['active']) ? told['active'] : [];
  return {
    active: active.flatMap((one) => {
      const reference = fields(one)['reference'];
      return typeof reference === 'string' ? [reference] : [];
    }),
    done: Object.keys(fields(told['outputs'])),
  };
}

/** How each task stands: by its steps, and where it has none, by what the flow tells. */
export function liveTasks(rows: StepRow[], state: FlowState, closed: boolean): ReadonlyMap<string, TaskLive> {
  const live = new Map<string, TaskLive>();
  for (const row of rows) {
    const pointer = row.step.task;
    if (pointer === undefined || row.step.name.startsWith('timeout of ')) {
      continue;
    }
    const before = live.get(pointer);
    live.set(pointer, {
      state: before === undefined ? row.step.state : moreUrgent(before.state, row.step.state),
      count: (before?.count ?? 0) + row.count,
      failed: (before?.failed ?? 0) + (row.counts.FAILED ?? 0),
      step: row.step,
    });
  }
  const tell = (pointer: string, told: StepState) => {
    if (!live.has(pointer)) {
      live.set(pointer, { state: told, count: 1, failed: 0, step: undefined });
    }
  };
  if (!closed) {
    state.active.forEach((pointer) => tell(pointer, 'RUNNING'));
  }
  state.done.forEach((pointer) => tell(pointer, 'COMPLETED'));
  return live;
}
