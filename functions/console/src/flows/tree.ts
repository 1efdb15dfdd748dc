import type { Json, Step, StepState } from '../api/types';

/** A task of a definition, with what is inside it. */
export interface Task {
  pointer: string;
  name: string;
  kind: string;
  /** What it does, in a few words. */
  brief: string;
  blocks: Block[];
}

export interface Block {
  /** Empty for the only block of a task. */
  label: string;
  tasks: Task[];
}

type Fields = { [name: string]: Json };

const KINDS = ['call', 'do', 'emit', 'for', 'fork', 'listen', 'raise', 'run', 'set', 'switch', 'try', 'wait'];

export const fields = (value: Json | undefined): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};

const escape = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');

/** The tasks of a list such as `do`, whose items have one name each. */
export function tasksOf(list: Json | undefined, pointer: string): Task[] {
  if (!Array.isArray(list)) {
    return [];
  }
  return list.flatMap((item, i) =>
    Object.entries(fields(item)).map(([name, value]) => task(name, fields(value), `${pointer}/${i}/${escape(name)}`)),
  );
}

function task(name: string, definition: Fields, pointer: string): Task {
  const kind = definition['for'] !== undefined ? 'for' : (KINDS.find((one) => definition[one] !== undefined) ?? 'task');
  return { pointer, name, kind, brief: brief(kind, definition), blocks: blocks(kind, definition, pointer) };
}

function blocks(kind: string, definition: Fields, pointer: string): Block[] {
  switch (kind) {
    case 'do':
    case 'for':
      return [{ label: '', tasks: tasksOf(definition['do'], `${pointer}/do`) }];
    case 'fork':
      return [
        { label: 'at once', tasks: tasksOf(fields(definition['fork'])['branches'], `${pointer}/fork/branches`) },
      ];
    case 'try': {
      const caught = fields(definition['catch'])['do'];
      return [
        { label: '', tasks: tasksOf(definition['try'], `${pointer}/try`) },
        ...(caught === undefined ? [] : [{ label: 'if it fails', tasks: tasksOf(caught, `${pointer}/catch/do`) }]),
      ];
    }
    case 'listen': {
      const each = fields(definition['foreach'])['do'];
      return each === undefined ? [] : [{ label: 'for each event', tasks: tasksOf(each, `${pointer}/foreach/do`) }];
    }
    default:
      return [];
  }
}

const text = (value: Json | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const cut = (value: string) => (value.length <= 60 ? value : `${value.slice(0, 59)}…`);

function brief(kind: string, definition: Fields): string {
  switch (kind) {
    case 'call': {
      const arguments_ = fields(definition['with']);
      const endpoint = arguments_['endpoint'];
      const uri = typeof endpoint === 'string' ? endpoint : text(fields(endpoint)['uri']);
      return cut(definition['call'] === 'http' ? `${text(arguments_['method']).toUpperCase()} ${uri}` : text(definition['call']));
    }
    case 'wait':
      return cut(text(definition['wait']));
    case 'for':
      return cut(`each ${text(fields(definition['for'])['each']) || 'item'} in ${text(fields(definition['for'])['in'])}`);
    case 'switch':
      return cut(
        (Array.isArray(definition['switch']) ? definition['switch'] : [])
          .flatMap((one) => Object.entries(fields(one)))
          .map(([name, value]) => `${name} → ${text(fields(value)['then'])}`)
          .join(', '),
      );
    case 'set':
      return cut(Object.keys(fields(definition['set'])).join(', '));
    case 'run':
      return cut(Object.keys(fields(definition['run'])).join(', '));
    default:
      return '';
  }
}

/** How a task stands in a run. */
export interface TaskLive {
  state: StepState;
  count: number;
  failed: number;
  step: Step | undefined;
}

const URGENCY: StepState[] = ['RUNNING', 'RETRYING', 'FAILED', 'COMPLETED', 'CANCELLED'];

export const moreUrgent = (a: StepState, b: StepState): StepState =>
  URGENCY.indexOf(a) <= URGENCY.indexOf(b) ? a : b;

/** Of a task; where nothing is told of it, of what is within it. */
export function liveOf(task: Task, live: ReadonlyMap<string, TaskLive>): StepState | undefined {
  const own = live.get(task.pointer)?.state;
  if (own !== undefined) {
    return own;
  }
  let state: StepState | undefined;
  for (const inner of task.blocks.flatMap((block) => block.tasks)) {
    const below = liveOf(inner, live);
    if (below !== undefined) {
      state = state === undefined ? below : moreUrgent(state, below);
    }
  }
  return state;
}
