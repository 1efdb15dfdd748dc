import type { StepRow, StepState } from '../api/types';
import { count } from '../ui/format';
import { Icon, type IconName } from '../ui/Icon';
import { now } from '../ui/now';
import { STATE_LOOKS } from '../ui/Status';
import { bars, type Bar } from './bars';
import type { Scale } from './scale';
import { attempts, stepKind, stepName, took } from './words';

interface Props {
  row: StepRow;
  time: Scale;
  /** Of a loop: whether its steps are shown. */
  unfolded?: boolean;
  inner?: boolean;
  press: () => void;
}

const ORDER: StepState[] = ['FAILED', 'RETRYING', 'RUNNING', 'COMPLETED', 'CANCELLED'];

export function StepLine({ row, time, unfolded, inner = false, press }: Props) {
  const step = row.step;
  const loop = row.count > 1;
  const look = STATE_LOOKS[step.state];
  const marked = step.kind === 'received';
  const icon: IconName = marked ? 'signal' : loop ? 'repeat' : look.icon;
  return (
    <li class={inner ? 'inner' : ''}>
      <button
        type="button"
        class="step"
        disabled={step.command === undefined && !loop}
        aria-expanded={loop ? unfolded : undefined}
        onClick={press}
      >
        <span class={`dot tone-${marked ? 'calm' : look.tone}`}>
          <Icon name={icon} size={12} />
        </span>
        <span class="step-text">
          <span class="step-name">{stepName(step)}</span>
          <span class="muted">{stepKind(step)}</span>
          {loop ? <Counts row={row} /> : <span class="step-note">{attempts(step)}</span>}
          <span class="sr-only">{loop ? '' : `, ${look.word}`}</span>
          {!loop && step.reason !== undefined && step.state !== 'COMPLETED' && (
            <span class="step-reason">{step.reason}</span>
          )}
        </span>
        <span class="step-took">{took(row, now.value)}</span>
        <Lane row={row} time={time} />
      </button>
    </li>
  );
}

function Counts({ row }: { row: StepRow }) {
  return (
    <span class="counts">
      <span class="step-note">× {row.count.toLocaleString('en')}</span>
      {ORDER.flatMap((state) => {
        const n = row.counts[state];
        return n === undefined ? [] : [
          <span key={state} class={`text-${STATE_LOOKS[state].tone}`}>
            {n.toLocaleString('en')} {STATE_LOOKS[state].word.toLowerCase()}
          </span>,
        ];
      })}
      <span class="sr-only">{count(row.count, 'step')} of a loop</span>
    </span>
  );
}

const HEIGHT = 18;
/** What is too short to be seen is drawn this wide. */
const WIDTH_MIN = 0.35;

function Lane({ row, time }: { row: StepRow; time: Scale }) {
  const end = time.end;
  const failed = (row.counts.FAILED ?? 0) / row.count;
  return (
    <svg class="lane" viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {time.breaks.map((gap) => (
        <rect key={gap.from} class="lane-gap" x={gap.from * 100} y="0" width={(gap.to - gap.from) * 100} height={HEIGHT} />
      ))}
      {bars(row, end).map((bar) => (
        <Piece key={`${bar.kind}${bar.from}`} bar={bar} time={time} failed={failed} />
      ))}
    </svg>
  );
}

function Piece({ bar, time, failed }: { bar: Bar; time: Scale; failed: number }) {
  const x = time.at(bar.from) * 100;
  const wide = Math.max(WIDTH_MIN, time.at(bar.to) * 100 - x);
  const left = Math.min(x, 100 - wide);
  const thin = bar.kind === 'wait' || bar.kind === 'timer';
  const height = thin ? 2 : 10;
  const shared = { y: (HEIGHT - height) / 2, height };
  if (bar.kind === 'mark') {
    return <rect class="bar mark" x={Math.min(x, 99.4)} width="0.6" y="2" height={HEIGHT - 4} />;
  }
  return (
    <>
      <rect class={`bar ${bar.kind}${bar.open ? ' open' : ''}`} x={left} width={wide} {...shared} />
      {bar.kind === 'timer' && <rect class="bar timer" x={Math.min(left + wide, 99.5)} width="0.5" y="4" height={HEIGHT - 8} />}
      {bar.kind === 'loop' && failed > 0 && (
        <rect class="bar failed" x={left} width={Math.max(WIDTH_MIN, wide * failed)} {...shared} />
      )}
    </>
  );
}
