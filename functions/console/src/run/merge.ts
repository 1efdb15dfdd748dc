import type { HistoryEvent } from '../api/types';

export const eventId = (event: HistoryEvent) => `${event.batch}.${event.index}`;

/** One list out of pages and of what came meanwhile, without repetitions. */
export function merge(
  paged: HistoryEvent[],
  fresh: HistoryEvent[],
  order: 'newest' | 'oldest',
  atEnd: boolean,
): HistoryEvent[] {
  const known = new Set(paged.map(eventId));
  const unknown = fresh.filter((event) => !known.has(eventId(event)));
  if (order === 'newest') {
    return [...unknown.reverse(), ...paged];
  }
  // Before the end is reached, what is new would stand behind a gap.
  const last = paged.at(-1)?.batch ?? 0;
  const follows = unknown[0]?.batch === last + 1;
  return atEnd || follows ? [...paged, ...unknown] : paged;
}
