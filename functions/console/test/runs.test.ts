import { describe, expect, test } from 'vitest';
import type { Run, RunStatus } from '../src/api/types';
import { concerned, eachThrottled } from '../src/runs/bulk';
import { fromQuery, isEmpty, looksLikeRunId, toApi, toQuery } from '../src/runs/filters';
import { dropView, keepView, readViews } from '../src/runs/savedViews';

const run = (runId: string, status: RunStatus): Run => ({
  workspace: 'default',
  runId,
  workflowId: runId,
  workflow: 'order',
  version: 1,
  lane: 'system',
  status,
  startedAt: '2026-11-23T00:00:00Z',
  attributes: {},
  memo: {},
  tags: [],
});

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  } as unknown as Storage;
}

describe('filters', () => {
  test('an address holds all filters', () => {
    const query = new URLSearchParams('status=FAILED,RUNNING&workflow=order&range=24h&tag=vip');
    const filters = fromQuery(query);
    expect(filters.status).toEqual(['RUNNING', 'FAILED']);
    expect(toQuery(filters)).toMatchObject({ status: 'RUNNING,FAILED', workflow: 'order', range: '24h', tag: 'vip' });
  });

  test('what is no status is left out', () => {
    expect(fromQuery(new URLSearchParams('status=BROKEN,FAILED')).status).toEqual(['FAILED']);
  });

  test('a range ends at a whole minute so that the next page has the same filters', () => {
    const filters = fromQuery(new URLSearchParams('range=1h'));
    const now = Date.parse('2026-11-23T12:00:40Z');
    expect(toApi(filters, now)['from']).toBe('2026-11-23T11:00:00.000Z');
    expect(toApi(filters, now + 10_000)).toEqual(toApi(filters, now));
  });

  test('times are left out of an address unless they are chosen', () => {
    const filters = fromQuery(new URLSearchParams('range=1h&from=2026-01-01T00:00'));
    expect(toQuery(filters)['from']).toBeUndefined();
  });

  test('no filter is empty', () => {
    expect(isEmpty(fromQuery(new URLSearchParams('workspace=shop')))).toBe(true);
    expect(isEmpty(fromQuery(new URLSearchParams('tag=a')))).toBe(false);
  });

  test('run ids are told from workflow ids', () => {
    expect(looksLikeRunId('01M82WPXS674928HZYA7WCBH15')).toBe(true);
    expect(looksLikeRunId('holiday')).toBe(false);
  });
});

describe('saved views', () => {
  test('a view of the same name is replaced, and can be forgotten', () => {
    const kept = storage();
    keepView(kept, { name: 'mine', query: 'tag=a' });
    expect(keepView(kept, { name: 'mine', query: 'tag=b' })).toEqual([{ name: 'mine', query: 'tag=b' }]);
    expect(dropView(kept, 'mine')).toEqual([]);
  });

  test('what somebody else wrote there is no view', () => {
    const kept = storage();
    kept.setItem('belay.views', '[{"name":1},null,"x"]');
    expect(readViews(kept)).toEqual([]);
    kept.setItem('belay.views', '{');
    expect(readViews(kept)).toEqual([]);
  });
});

describe('bulk actions', () => {
  const runs = [run('a', 'RUNNING'), run('b', 'FAILED'), run('c', 'COMPLETED'), run('d', 'BLOCKED')];

  test('only runs that it can be done to are concerned', () => {
    expect(concerned('cancel', runs).map((one) => one.runId)).toEqual(['a', 'd']);
    expect(concerned('resume', runs).map((one) => one.runId)).toEqual(['b']);
  });

  test('one refusal stops none of the others', async () => {
    const refuse = (one: Run) => (one.runId === 'b' ? Promise.reject(new Error('closed')) : Promise.resolve());
    const end = await eachThrottled(runs, refuse, () => {}, () => false, { width: 2, pauseMs: 0 });
    expect(end.done).toBe(4);
    expect(end.failed.map(({ run: one, why }) => `${one.runId}: ${why}`)).toEqual(['b: closed']);
  });

  test('never more than a few are under way', async () => {
    let now = 0;
    let most = 0;
    const slow = async () => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now--;
    };
    await eachThrottled(Array.from({ length: 50 }, (_, i) => run(String(i), 'RUNNING')), slow, () => {}, () => false, {
      width: 3,
      pauseMs: 0,
    });
    expect(most).toBeLessThanOrEqual(3);
  });

  test('who stops it leaves the rest alone', async () => {
    let done = 0;
    const act = () => Promise.resolve(done++);
    await eachThrottled(runs, act, () => {}, () => done >= 2, { width: 1, pauseMs: 0 });
    expect(done).toBe(2);
  });
});
