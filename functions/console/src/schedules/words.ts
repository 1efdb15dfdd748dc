import type { Json } from '../api/types';
import { fields } from '../flows/tree';

/** When a schedule is due, as its definition says it: `cron 30 2 * * *, Europe/Berlin`. */
export function whenWords(spec: Json | undefined): string {
  const told = fields(spec);
  const listed = (name: string) => (Array.isArray(told[name]) ? told[name] : []).map((one) => `${name} ${cell(one)}`);
  const single = (name: string, word: string) =>
    told[name] === undefined || told[name] === null ? [] : [`${word}${cell(told[name])}`];
  return [
    ...['cron', 'every', 'calendar', 'at'].flatMap(listed),
    ...single('after', 'after each run, later by '),
    ...single('start', 'from '),
    ...single('end', 'to '),
    ...single('jitter', 'jitter '),
    ...single('timeZone', ''),
  ].join(', ');
}

/** A value of a line of the ledger, as text. */
export function cell(value: Json | undefined): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** `12 started, 11 completed`; what did not happen is left out. */
export function countWords(counts: { [name: string]: Json }): string {
  const words = Object.entries(counts)
    .filter(([, n]) => typeof n === 'number' && n > 0)
    .map(([name, n]) => `${String(n)} ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`);
  return words.length === 0 ? 'nothing' : words.join(', ');
}
