import { describe, expect, test } from 'vitest';
import { path, queryString, words } from '../src/api/client';
import type { Me } from '../src/api/types';
import { link, parse } from '../src/shell/location';
import { ago, duration, localTimes } from '../src/ui/format';

describe('addresses', () => {
  test('come back as they were put together', () => {
    const place = parse(link(['run', 'a/b ü'], { tab: 'history', empty: '' }));
    expect(place.parts).toEqual(['run', 'a/b ü']);
    expect([...place.query.entries()]).toEqual([['tab', 'history']]);
  });

  test('that are damaged are no error', () => {
    expect(parse('#/run/%E0%A4%A').parts).toEqual(['run', '%E0%A4%A']);
  });

  test('of the API escape every part', () => {
    expect(path`/workspaces/${'a'}/runs/${'x/../y?z'}`).toBe('/workspaces/a/runs/x%2F..%2Fy%3Fz');
    expect(queryString({ status: ['A', 'B'], none: undefined, empty: '' })).toBe('?status=A&status=B');
  });
});

test('details are shown without their code', () => {
  expect(words('[BLY-1007] there is no run (docs/errors.md#bly-1007)')).toBe('there is no run');
});

test('durations are said as the API says them', () => {
  expect([0, 350, 2500, 60_000, 250_000, 266_400_000].map(duration)).toEqual([
    '0 ms',
    '350 ms',
    '2.5 s',
    '1 min',
    '4 min 10 s',
    '3 d 2 h',
  ]);
  expect(ago('2026-01-01T00:00:00Z', Date.parse('2026-01-03T05:00:00Z'))).toBe('2 d ago');
});

test('words of the API are told in local time', () => {
  expect(localTimes('timer at 2026-11-24T00:25:50.256940791Z (in 2 h)')).toMatch(
    /^timer at 2026-11-2\d \d\d:25:50 \(in 2 h\)$/,
  );
});

test('roles of a workspace and of all add up', async () => {
  globalThis.sessionStorage ??= { getItem: () => null } as unknown as Storage;
  const { mayIn } = await import('../src/shell/session');
  const me: Me = { name: 'ann', kind: 'key', roles: { '*': 'viewer', shop: 'operator' } };
  expect(mayIn(me, 'shop', 'operator')).toBe(true);
  expect(mayIn(me, 'other', 'operator')).toBe(false);
  expect(mayIn(me, 'other', 'viewer')).toBe(true);
  expect(mayIn({ ...me, roles: {} }, 'other', 'viewer')).toBe(false);
});
