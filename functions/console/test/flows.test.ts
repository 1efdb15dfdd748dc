import { describe, expect, test } from 'vitest';
import type { StepRow } from '../src/api/types';
import { offsetOf } from '../src/flows/source';
import { liveOf, tasksOf } from '../src/flows/tree';
import { liveTasks, readState } from '../src/run/flowState';

const DEFINITION = [
  { ask: { call: 'http', with: { method: 'get', endpoint: { uri: 'https://a' } } } },
  { each: { for: { each: 'item', in: '.items' }, do: [{ 'a/b': { set: { x: 1 } } }] } },
  { safe: { try: [{ risky: { call: 'http', with: {} } }], catch: { do: [{ undo: { set: {} } }] } } },
];

const row = (task: string, state: 'FAILED' | 'COMPLETED'): StepRow => ({
  step: { command: 1, kind: 'activity', name: 'http', task, state, attempt: 1, failedAttempts: [], startedAt: '' },
  count: 1,
  counts: { [state]: 1 },
  startedAt: '',
});

describe('the tree of a flow', () => {
  const tasks = tasksOf(DEFINITION, '/do');

  test('has the places that the engine names', () => {
    expect(tasks.map((task) => task.pointer)).toEqual(['/do/0/ask', '/do/1/each', '/do/2/safe']);
    expect(tasks[1]?.blocks[0]?.tasks[0]?.pointer).toBe('/do/1/each/do/0/a~1b');
    expect(tasks[2]?.blocks.map((block) => block.tasks[0]?.pointer)).toEqual([
      '/do/2/safe/try/0/risky',
      '/do/2/safe/catch/do/0/undo',
    ]);
  });

  test('says what tasks do', () => {
    expect(tasks.map((task) => `${task.kind}: ${task.brief}`)).toEqual(['call: GET https://a', 'for: each item in .items', 'try: ']);
  });

  test('shows a task as failed when one within it failed', () => {
    const live = liveTasks([row('/do/2/safe/try/0/risky', 'FAILED'), row('/do/0/ask', 'COMPLETED')], { active: [], done: [] }, true);
    expect(tasks.map((task) => liveOf(task, live))).toEqual(['COMPLETED', undefined, 'FAILED']);
  });

  test('knows from the flow how tasks without steps stand', () => {
    const state = readState({ active: [{ reference: '/do/1/each' }], outputs: { '/do/0/ask': 1 } });
    expect(liveTasks([], state, false).get('/do/1/each')?.state).toBe('RUNNING');
    expect(liveTasks([], state, true).has('/do/1/each')).toBe(false);
  });
});

test('a line and a column are found in a text', () => {
  const text = 'ab\ncdef\ng';
  expect(text[offsetOf(text, 2, 3)]).toBe('e');
  expect(offsetOf(text, 1, 99)).toBe(2);
  expect(offsetOf(text, 9, 1)).toBe(text.length);
});
