import type { Step } from '../api/types';
import { stepKind, stepName } from '../run/words';

export interface Pair {
  name: string;
  kind: string;
  a: Step | undefined;
  b: Step | undefined;
  /** In words; empty where both did the same. */
  differences: string[];
}

const key = (step: Step) => `${step.kind}:${step.task ?? ''}:${step.name}`;

/** The steps of two runs side by side, aligned so that as many as possible stand beside their like. */
export function pair(a: Step[], b: Step[]): Pair[] {
  const lengths = common(a.map(key), b.map(key));
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && right !== undefined && key(left) === key(right)) {
      pairs.push(of(left, right));
      i++;
      j++;
    } else if (right === undefined || (left !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      pairs.push(of(left, undefined));
      i++;
    } else {
      pairs.push(of(undefined, right));
      j++;
    }
  }
  return pairs;
}

const at = (table: number[][], i: number, j: number) => table[i]?.[j] ?? 0;

/** The lengths of the longest common parts of what follows each two places. */
function common(a: string[], b: string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) {
        row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
      }
    }
  }
  return table;
}

function of(a: Step | undefined, b: Step | undefined): Pair {
  const step = a ?? b;
  return {
    name: step === undefined ? '' : stepName(step),
    kind: step === undefined ? '' : stepKind(step),
    a,
    b,
    differences: differences(a, b),
  };
}

function differences(a: Step | undefined, b: Step | undefined): string[] {
  if (a === undefined || b === undefined) {
    return [a === undefined ? 'only in the second' : 'only in the first'];
  }
  const found: string[] = [];
  if (a.state !== b.state) {
    found.push('other outcome');
  }
  if (a.attempt !== b.attempt) {
    found.push('other number of attempts');
  }
  if (a.state === b.state && (a.reason ?? '') !== (b.reason ?? '')) {
    found.push('other reason');
  }
  return found;
}
