import type { HistoryEvent, Json } from '../api/types';

type Fields = { [name: string]: Json };

const fieldsOrNone = (value: Json | undefined): Fields | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;

export const fields = (value: Json | undefined): Fields => fieldsOrNone(value) ?? {};

const command = (event: HistoryEvent): Fields | undefined => fieldsOrNone(event.event['command']);

/** What was handed to the step. */
export function inputOf(events: HistoryEvent[]): Json | undefined {
  for (const event of events) {
    const asked = command(event);
    if (asked !== undefined) {
      return asked['input'] ?? fieldsOrNone(asked['request'])?.['input'] ?? asked['payload'];
    }
  }
  return undefined;
}

export type Outcome = { kind: 'answer'; value: Json } | { kind: 'failure'; value: Json } | { kind: 'none' };

/** What came of it. */
export function outcomeOf(events: HistoryEvent[]): Outcome {
  const last = events.at(-1);
  if (last === undefined) {
    return { kind: 'none' };
  }
  const told = command(last) ?? last.event;
  const outcome = fieldsOrNone(told['outcome']) ?? told;
  if (outcome['failure'] !== undefined && outcome['failure'] !== null) {
    return { kind: 'failure', value: outcome['failure'] };
  }
  const value = outcome['result'];
  return value === undefined ? { kind: 'none' } : { kind: 'answer', value };
}

/** `PT1M30S` as `1 min 30 s`. */
export function isoWords(iso: string): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso);
  if (match === null) {
    return iso;
  }
  const [, days, hours, minutes, seconds] = match;
  const parts = [
    days !== undefined ? `${days} d` : '',
    hours !== undefined ? `${hours} h` : '',
    minutes !== undefined ? `${minutes} min` : '',
    seconds !== undefined ? `${seconds} s` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** How the step is tried, in words. */
export function settingsOf(events: HistoryEvent[]): { name: string; value: string }[] {
  const options = fieldsOrNone(events.map(command).find((one) => one !== undefined)?.['options']);
  if (options === undefined) {
    return [];
  }
  const found: { name: string; value: string }[] = [];
  const retry = fieldsOrNone(options['retry']);
  if (retry !== undefined) {
    const most = retry['maximumAttempts'];
    const initial = retry['initialInterval'];
    const factor = retry['coefficient'];
    found.push({
      name: 'Retries',
      value:
        `${typeof most === 'number' ? `at most ${most} attempts` : 'without limit'}` +
        (typeof initial === 'string' ? `, ${isoWords(initial)} apart at first` : '') +
        (typeof factor === 'number' && factor !== 1 ? `, × ${factor} each time` : ''),
    });
  }
  for (const [key, name] of [
    ['startToClose', 'An attempt may take'],
    ['scheduleToClose', 'All attempts may take'],
    ['heartbeat', 'Silent for at most'],
  ] as const) {
    const value = options[key];
    if (typeof value === 'string') {
      found.push({ name, value: isoWords(value) });
    }
  }
  return found;
}
