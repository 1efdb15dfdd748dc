/** Durations as people say them, like the API's own words: `350 ms`, `2.5 s`, `4 min 10 s`, `3 d 2 h`. */
export function duration(ms: number): string {
  if (ms < 0) {
    return `-${duration(-ms)}`;
  }
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) {
    return `${Math.round(ms)} ms`;
  }
  if (seconds < 60) {
    return ms % 1000 < 50 ? `${seconds} s` : `${(ms / 1000).toFixed(1)} s`;
  }
  if (seconds < 3600) {
    return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  }
  if (seconds < 86_400) {
    return two(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
  }
  return two(Math.floor(seconds / 86_400), 'd', Math.floor((seconds % 86_400) / 3600), 'h');
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at);
  if (Math.abs(passed) < 1000) {
    return 'now';
  }
  return passed > 0 ? `${coarse(passed)} ago` : `in ${coarse(-passed)}`;
}

/** One unit: good enough to find a run by. */
function coarse(ms: number): string {
  const units: [number, string][] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
  ];
  for (const [size, unit] of units) {
    if (ms >= size) {
      return `${Math.floor(ms / size)} ${unit}`;
    }
  }
  return `${Math.round(ms)} ms`;
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/** Local time, sortable by eye. */
export function clock(at: string, withMillis = false): string {
  const date = new Date(at);
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  return withMillis ? `${time}.${pad(date.getMilliseconds(), 3)}` : time;
}

export function day(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

export function between(from: string, to: string): string {
  return duration(Date.parse(to) - Date.parse(from));
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** The API's words have times in UTC; people read their own clock. */
export function localTimes(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (time) => `${day(time)} ${clock(time)}`);
}
