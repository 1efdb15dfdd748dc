import { ago, clock, day } from './format';
import { now } from './now';

/** A moment, as how long ago it was; the exact time is said on demand. */
export function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={`${day(at)} ${clock(at, true)}`}>
      {ago(at, now.value)}
    </time>
  );
}

export function At({ at, millis = false }: { at: string; millis?: boolean }) {
  return (
    <time dateTime={at} title={at}>
      <span class="muted">{day(at)}</span> {clock(at, millis)}
    </time>
  );
}
