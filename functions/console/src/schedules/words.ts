import type { Json } from '../api/types';
import { fields } from '../flows/tree';

/** When a schedule is due, as its definition says it. */
export function whenWords(when: Json | undefined): string {
  const told = fields(when);
  const parts = Object.entries(told).map(([name, value]) =>
    `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return parts.join(', ');
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
