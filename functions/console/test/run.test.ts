import { describe, expect, test } from 'vitest';
import type { HistoryEvent, Step, StepRow } from '../src/api/types';
import { pair } from '../src/compare/compare';
import { bars } from '../src/run/bars';
import { inputOf, isoWords, outcomeOf, settingsOf } from '../src/run/events';
import { merge } from '../src/run/merge';
import { scale, ticks } from '../src/run/scale';

const at = (ms: number) => new Date(ms).toISOString();

const step = (changes: Partial<Step>): Step => ({
  command: 1,
  kind: 'activity',
  name: 'charge',
  state: 'COMPLETED',
  attempt: 1,
  failedAttempts: [],
  startedAt: at(0),
  closedAt: at(100),
  ...changes,
});

const row = (of: Step): StepRow => ({
  step: of,
  count: 1,
  counts: { [of.state]: 1 },
  startedAt: of.startedAt,
  ...(of.closedAt === undefined ? {} : { closedAt: of.closedAt }),
});

describe('the scale', () => {
  test('is even where nothing lasts much longer than the rest', () => {
    const even = scale([0, 50, 100], 0, 100);
    expect(even.breaks).toEqual([]);
    expect(even.at(25)).toBeCloseTo(0.25);
  });

  test('draws a wait of days short, so that work of seconds is seen beside it', () => {
    const days = 2 * 86_400_000;
    const broken = scale([0, 1000, 1000 + days, 2000 + days], 0, 2000 + days);
    expect(broken.breaks).toHaveLength(1);
    expect(broken.breaks[0]?.ms).toBe(days);
    expect(broken.at(1000)).toBeGreaterThan(0.3);
    expect(broken.at(2000 + days)).toBeCloseTo(1);
  });

  test('never goes back', () => {
    const any = scale([3, 700, 12, 90_000, 90_500], 0, 100_000);
    const places = [0, 5, 100, 800, 50_000, 90_100, 99_000].map(any.at);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('has few round ticks', () => {
    expect(ticks(scale([], 0, 4000), 6).map((tick) => tick.ms)).toEqual([0, 1000, 2000, 3000, 4000]);
  });
});

describe('bars', () => {
  test('show attempts and the pauses between them', () => {
    const retried = step({
      attempt: 2,
      closedAt: at(500),
      failedAttempts: [{ attempt: 1, at: at(100), retryAt: at(300), reason: 'x' }],
    });
    expect(bars(row(retried), 0).map((bar) => [bar.kind, bar.from, bar.to])).toEqual([
      ['failed', 0, 100],
      ['wait', 100, 300],
      ['work', 300, 500],
    ]);
  });

  test('end with the attempt that failed for good', () => {
    const failed = step({ state: 'FAILED', failedAttempts: [{ attempt: 1, at: at(100), reason: 'x' }] });
    expect(bars(row(failed), 0).map((bar) => bar.kind)).toEqual(['failed']);
  });

  test('of what is open end now', () => {
    const { closedAt: _, ...open } = step({ state: 'RUNNING' });
    expect(bars(row(open), 700)).toEqual([{ from: 0, to: 700, kind: 'work', open: true }]);
  });
});

const event = (batch: number, index = 0, body: HistoryEvent['event'] = {}): HistoryEvent => ({
  batch,
  index,
  at: at(batch),
  type: 'ActivityCompleted',
  text: '',
  event: body,
});

describe('the history', () => {
  test('shows what is new once, at the end that it belongs to', () => {
    const paged = [event(3), event(2)];
    expect(merge(paged, [event(3), event(4), event(5)], 'newest', true).map((one) => one.batch)).toEqual([5, 4, 3, 2]);
  });

  test('shows nothing new behind a gap', () => {
    expect(merge([event(1)], [event(9)], 'oldest', false).map((one) => one.batch)).toEqual([1]);
    expect(merge([event(1)], [event(2)], 'oldest', false).map((one) => one.batch)).toEqual([1, 2]);
  });
});

describe('a step', () => {
  const asked = event(1, 0, { command: { input: { json: 1 }, options: { startToClose: 'PT1M30S', retry: { maximumAttempts: 3, initialInterval: 'PT0.5S', coefficient: 2 } } } });

  test('tells its input, its answer and how it is tried', () => {
    expect(inputOf([asked])).toEqual({ json: 1 });
    expect(outcomeOf([asked, event(2, 0, { result: { json: 2 } })])).toEqual({ kind: 'answer', value: { json: 2 } });
    expect(outcomeOf([asked, event(2, 0, { failure: { type: 'x' } })])).toEqual({ kind: 'failure', value: { type: 'x' } });
    expect(settingsOf([asked]).map((one) => one.value)).toEqual([
      'at most 3 attempts, 0.5 s apart at first, × 2 each time',
      '1 min 30 s',
    ]);
  });

  test('says durations in words', () => {
    expect(isoWords('P2DT3H')).toBe('2 d 3 h');
    expect(isoWords('PT0S')).toBe('0 s');
    expect(isoWords('soon')).toBe('soon');
  });
});

describe('a comparison', () => {
  test('puts like beside like and marks what differs', () => {
    const a = [step({ name: 'one' }), step({ name: 'two', state: 'FAILED', reason: 'x' })];
    const b = [step({ name: 'one' }), step({ name: 'between' }), step({ name: 'two' })];
    expect(pair(a, b).map((one) => [one.name, ...one.differences])).toEqual([
      ['one'],
      ['between', 'only in the second'],
      ['two', 'other outcome'],
    ]);
  });
});
