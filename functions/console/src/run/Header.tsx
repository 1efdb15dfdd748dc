import type { ComponentChildren } from 'preact';
import { result, history } from '../api/runs';
import type { Failure, Run, RunDetails, Wait } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace, workspace } from '../shell/session';
import { Icon, type IconName } from '../ui/Icon';
import { ago, clock, day, duration, localTimes } from '../ui/format';
import { now } from '../ui/now';
import { isClosed } from '../ui/Status';
import { At } from '../ui/Time';
import { useLoad } from '../ui/useLoad';
import { shortType } from '../ui/words';
import { Took } from '../runs/RunTable';
import { advice, isFlow } from './words';

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const runLink = (id: string) => link(['run', id], { workspace: inWorkspace.value });

export function Facts({ run }: { run: Run }) {
  const origin = useOrigin(run);
  return (
    <dl class="facts">
      <Fact name="Workflow">
        {isFlow(run.workflow) ? (
          <a href={link(['flows', run.workflow], { workspace: inWorkspace.value })}>{run.workflow}</a>
        ) : (
          run.workflow
        )}{' '}
        <span class="muted">v{run.version}</span>
      </Fact>
      <Fact name="Run id">
        <span class="mono select-all">{run.runId}</span>
      </Fact>
      <Fact name="Lane">{run.lane}</Fact>
      <Fact name="Started">
        <At at={run.startedAt} />
      </Fact>
      {run.closedAt !== undefined && (
        <Fact name="Closed">
          <At at={run.closedAt} />
        </Fact>
      )}
      <Fact name={isClosed(run.status) ? 'Took' : 'Open for'}>
        <Took run={run} />
      </Fact>
      {run.parent !== undefined && (
        <Fact name="Parent">
          <a class="mono" href={runLink(run.parent)}>
            {run.parent}
          </a>
        </Fact>
      )}
      {origin !== undefined && (
        <Fact name="Resumed from">
          <a class="mono" href={runLink(origin)}>
            {origin}
          </a>{' '}
          <a href={link(['compare'], { a: origin, b: run.runId, workspace: inWorkspace.value })}>compare</a>
        </Fact>
      )}
      {run.next !== undefined && (
        <Fact name="Continued by">
          <a class="mono" href={runLink(run.next)}>
            {run.next}
          </a>
        </Fact>
      )}
      {run.tags.length > 0 && (
        <Fact name="Tags">
          {run.tags.map((tag) => (
            <a key={tag} class="chip" href={link(['runs'], { tag, workspace: inWorkspace.value })}>
              {tag}
            </a>
          ))}
        </Fact>
      )}
      {Object.entries({ ...run.attributes, ...run.memo }).map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </dl>
  );
}

/** The run whose history this one took over; its first event tells. */
function useOrigin(run: Run): string | undefined {
  const first = useLoad((signal) => history(workspace.peek(), run.runId, { limit: 1 }, signal), [run.runId]);
  const request = first.value?.events[0]?.event['request'] as { resumed?: { of?: string } } | undefined;
  return request?.resumed?.of;
}

/** Why the run ended as it did, and what to do about it. */
export function Ending({ run }: { run: Run }) {
  const failed = run.status === 'FAILED' || run.status === 'TIMED_OUT';
  const end = useLoad(
    async (signal) => (failed ? result(workspace.peek(), run.runId, signal) : undefined),
    [run.runId, run.status],
  );
  if (run.status === 'COMPLETED' || (run.reason === undefined && !failed)) {
    return null;
  }
  const what = advice(run);
  const failure = end.value?.failure;
  return (
    <section class={`callout ${failed ? 'bad' : run.status === 'BLOCKED' ? 'warn' : 'calm'}`} aria-label="Why">
      {failure === undefined ? <p class="why">{run.reason}</p> : <FailureText failure={failure} />}
      {what !== undefined && <p class="advice">{what}</p>}
    </section>
  );
}

export function FailureText({ failure }: { failure: Failure }) {
  return (
    <>
      <p class="why">
        <span class="mono code">{shortType(failure.type)}</span> {failure.message}
      </p>
      {failure.cause !== undefined && (
        <div class="cause">
          <span class="muted">caused by</span>
          <FailureText failure={failure.cause} />
        </div>
      )}
    </>
  );
}

const WAIT_ICONS: Record<Wait['kind'], IconName> = {
  activity: 'activity',
  timer: 'clock',
  child: 'child',
  delivery: 'signal',
  start: 'clock',
  timeout: 'hourglass',
  message: 'signal',
};

const WAITS_SHOWN = 6;

export function Waiting({ details }: { details: RunDetails }) {
  if (details.waits.length === 0) {
    return null;
  }
  return (
    <section class="waiting" aria-label="What the run waits for">
      <h2>Waits for</h2>
      <ul>
        {details.waits.slice(0, WAITS_SHOWN).map((wait, i) => (
          <li key={i} class={wait.overdueSince === undefined ? '' : 'overdue'}>
            <Icon name={WAIT_ICONS[wait.kind]} size={14} />
            <WaitText wait={wait} />
          </li>
        ))}
        {details.waits.length > WAITS_SHOWN && <li class="muted">and {details.waits.length - WAITS_SHOWN} more</li>}
      </ul>
    </section>
  );
}

function WaitText({ wait }: { wait: Wait }) {
  // The API's words tell a time in UTC and how long it was then; here it counts down.
  const text = localTimes(wait.text.replace(/ at \d{4}-\S+Z( \([^)]*\))?/, ''));
  const left = wait.until === undefined ? undefined : Date.parse(wait.until) - now.value;
  return (
    <span>
      {text}
      {wait.run !== undefined && (
        <>
          {' '}
          <a href={runLink(wait.run)}>open the child</a>
        </>
      )}
      {wait.until !== undefined && left !== undefined && (
        <span class="muted">
          {' '}
          until {day(wait.until)} {clock(wait.until)}
          {left > 0 ? `, ${duration(left - (left > 60_000 ? left % 1000 : 0))} left` : ''}
        </span>
      )}
      {wait.overdueSince !== undefined && (
        <strong> It should have come {ago(wait.overdueSince, now.value)}: wake the run if nothing happens.</strong>
      )}
    </span>
  );
}
