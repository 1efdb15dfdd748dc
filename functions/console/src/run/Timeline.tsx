import { useState } from 'preact/hooks';
import { steps as askSteps } from '../api/runs';
import type { Run, StepPage, StepRow } from '../api/types';
import { workspace } from '../shell/session';
import { count, duration } from '../ui/format';
import { now } from '../ui/now';
import { Empty } from '../ui/Page';
import { isClosed } from '../ui/Status';
import { useLoad } from '../ui/useLoad';
import { moments } from './bars';
import { scale, ticks, type Scale } from './scale';
import { StepLine } from './StepLine';

interface Props {
  run: Run;
  page: StepPage;
  open: (command: number) => void;
}

/** The steps in order, each with its bar; a loop is one row that can be unfolded. */
export function Timeline({ run, page, open }: Props) {
  const [more, setMore] = useState<string[]>([]);
  const start = Math.min(Date.parse(run.startedAt), ...page.rows.map((row) => Date.parse(row.startedAt)));
  const end = isClosed(run.status) ? Date.parse(run.closedAt ?? page.asOf ?? run.startedAt) : now.value;
  const time = scale(moments(page.rows, end), start, end);
  if (page.rows.length === 0) {
    return <Empty>Nothing was asked for yet.</Empty>;
  }
  return (
    <section class="timeline" aria-label="Timeline">
      <Axis time={time} />
      <ol class="steps">
        {page.rows.map((row) => (
          <Entry key={row.group ?? `${row.step.command ?? row.startedAt}`} row={row} run={run} time={time} open={open} batches={page.batches} />
        ))}
        {more.map((cursor) => (
          <MorePage key={cursor} run={run} cursor={cursor} time={time} open={open} batches={page.batches} />
        ))}
      </ol>
      <footer class="list-foot">
        <span class="muted">
          {count(page.total, 'step')}, folded from {count(page.batches, 'batch', 'batches')} of history
        </span>
        <Legend />
        {page.next !== undefined && more.length === 0 && (
          <button type="button" onClick={() => setMore([page.next ?? ''])}>
            More steps
          </button>
        )}
      </footer>
    </section>
  );
}

interface EntryProps {
  row: StepRow;
  run: Run;
  time: Scale;
  open: (command: number) => void;
  batches: number;
}

function Entry({ row, run, time, open, batches }: EntryProps) {
  const [unfolded, setUnfolded] = useState(false);
  if (row.group === undefined) {
    return <StepLine row={row} time={time} press={() => row.step.command !== undefined && open(row.step.command)} />;
  }
  return (
    <>
      <StepLine row={row} time={time} unfolded={unfolded} press={() => setUnfolded(!unfolded)} />
      {unfolded && <Loop run={run} group={row.group} time={time} open={open} batches={batches} />}
    </>
  );
}

const LOOP_PAGE = 20;

/** The steps of a loop, failed ones first. */
function Loop({ run, group, time, open, batches }: Omit<EntryProps, 'row'> & { group: string }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const shown = useLoad(
    async (signal) => {
      const pages = await Promise.all(
        cursors.map((cursor) => askSteps(workspace.peek(), run.runId, { group, limit: LOOP_PAGE, cursor }, signal)),
      );
      return { rows: pages.flatMap((page) => page.rows), next: pages.at(-1)?.next };
    },
    [run.runId, group, cursors.length, batches],
  );
  return (
    <li class="loop">
      <ol class="steps">
        {shown.value?.rows.map((row) => (
          <StepLine
            key={row.step.command}
            row={row}
            time={time}
            inner
            press={() => row.step.command !== undefined && open(row.step.command)}
          />
        ))}
      </ol>
      {shown.value?.next !== undefined && (
        <button type="button" class="quiet" onClick={() => setCursors([...cursors, shown.value?.next])}>
          Show more of this loop
        </button>
      )}
    </li>
  );
}

function MorePage({ run, cursor, time, open, batches }: Omit<EntryProps, 'row'> & { cursor: string }) {
  const [next, setNext] = useState<string | undefined>();
  const page = useLoad((signal) => askSteps(workspace.peek(), run.runId, { limit: 200, cursor }, signal), [cursor]);
  return (
    <>
      {page.value?.rows.map((row) => (
        <Entry key={row.group ?? row.step.command} row={row} run={run} time={time} open={open} batches={batches} />
      ))}
      {next === undefined && page.value?.next !== undefined && (
        <li>
          <button type="button" onClick={() => setNext(page.value?.next)}>
            More steps
          </button>
        </li>
      )}
      {next !== undefined && <MorePage run={run} cursor={next} time={time} open={open} batches={batches} />}
    </>
  );
}

const LEGEND: [string, string][] = [
  ['work', 'done'],
  ['open', 'open'],
  ['failed', 'failed'],
  ['wait', 'pause before a retry'],
  ['child', 'child run'],
];

function Legend() {
  return (
    <ul class="legend" aria-hidden="true">
      {LEGEND.map(([kind, word]) => (
        <li key={kind}>
          <svg width="10" height="10">
            <rect class={`bar ${kind}`} width="10" height="10" rx="2" />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}

function Axis({ time }: { time: Scale }) {
  const marks = ticks(time, 6);
  return (
    <div class="axis" aria-hidden="true">
      <div class="axis-line">
        {marks.map((mark) => (
          <span key={mark.ms} style={{ left: `${mark.at * 100}%` }}>
            {mark.ms === 0 ? '0' : duration(mark.ms)}
          </span>
        ))}
        {time.breaks.map((gap) => (
          <span key={gap.from} class="gap" style={{ left: `${((gap.from + gap.to) / 2) * 100}%` }}>
            {duration(gap.ms - (gap.ms > 60_000 ? gap.ms % 60_000 : 0))}
          </span>
        ))}
      </div>
    </div>
  );
}
