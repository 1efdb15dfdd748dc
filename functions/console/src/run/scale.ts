/** Time on a line. Long stretches in which nothing happens are drawn short, or nothing else could be seen. */
export interface Scale {
  /** 0 to 1. */
  at: (time: number) => number;
  /** The stretches that are drawn short, from 0 to 1. */
  breaks: { from: number; to: number; ms: number }[];
  start: number;
  end: number;
}

/** A stretch is too long when it outlasts all that is shorter by so much, */
const OUTLASTS = 5;
/** and people would call it a wait. */
const WAIT_MS = 60_000;
/** What a stretch that is too long gets, of all that is not. */
const BREAK_SHARE = 0.22;

export function scale(times: number[], start: number, end: number): Scale {
  const last = Math.max(end, start + 1);
  const points = [...new Set([start, ...times.filter((time) => time > start && time < last), last])].sort((a, b) => a - b);
  const gaps = points.slice(1).map((point, i) => point - (points[i] ?? start));
  const limit = longest(gaps);
  const plain = gaps.filter((gap) => gap <= limit).reduce((sum, gap) => sum + gap, 0);
  const short = plain * BREAK_SHARE;
  const widths = gaps.map((gap) => (gap <= limit ? gap : short));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const places = [0];
  widths.forEach((width, i) => places.push((places[i] ?? 0) + width / total));
  const breaks = gaps.flatMap((gap, i) =>
    gap <= limit ? [] : [{ from: places[i] ?? 0, to: places[i + 1] ?? 1, ms: gap }],
  );
  return { at: (time) => place(time, points, places), breaks, start, end: last };
}

/** The longest stretch that is drawn as long as it is. */
function longest(gaps: number[]): number {
  const sorted = [...gaps].sort((a, b) => b - a);
  let rest = sorted.reduce((sum, gap) => sum + gap, 0);
  for (const gap of sorted) {
    rest -= gap;
    if (rest <= 0 || gap < WAIT_MS || gap <= rest * OUTLASTS) {
      return gap;
    }
  }
  return Infinity;
}

function place(time: number, points: number[], places: number[]): number {
  if (time <= (points[0] ?? 0)) {
    return 0;
  }
  for (let i = 1; i < points.length; i++) {
    const to = points[i] ?? 0;
    if (time <= to) {
      const from = points[i - 1] ?? 0;
      const a = places[i - 1] ?? 0;
      const b = places[i] ?? 1;
      return a + ((time - from) / (to - from)) * (b - a);
    }
  }
  return 1;
}

/** Round times after the start, few enough to be read. */
export function ticks(of: Scale, count: number): { at: number; ms: number }[] {
  if (of.breaks.length > 0) {
    return [];
  }
  const span = of.end - of.start;
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1.5e4, 3e4, 6e4, 1.2e5, 3e5, 6e5, 1.8e6, 3.6e6, 7.2e6, 1.44e7, 4.32e7, 8.64e7, 6.048e8];
  const step = steps.find((one) => span / one <= count) ?? span;
  const found = [];
  for (let ms = 0; ms <= span; ms += step) {
    found.push({ at: of.at(of.start + ms), ms });
  }
  return found;
}
