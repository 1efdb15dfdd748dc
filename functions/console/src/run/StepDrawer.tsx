import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { step as askStep } from '../api/runs';
import type { HistoryEvent, Json, Run, StepDetails } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace, may, workspace } from '../shell/session';
import { Data, payload } from '../ui/Data';
import { Dialog } from '../ui/Dialog';
import { between, clock, duration } from '../ui/format';
import { Loading } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { isClosed, State } from '../ui/Status';
import { At } from '../ui/Time';
import { useLoad } from '../ui/useLoad';
import { fields, inputOf, outcomeOf, settingsOf } from './events';
import { ResumeDialog } from './ResumeDialog';
import { stepKind, stepName } from './words';

interface Props {
  run: Run;
  command: number;
  /** How much of the history the page knows: when there is more, the step is looked at again. */
  batches: number;
  close: () => void;
}

export function StepDrawer({ run, command, batches, close }: Props) {
  const found = useLoad((signal) => askStep(workspace.peek(), run.runId, command, signal), [run.runId, command]);
  const [known, setKnown] = useState(batches);
  if (known !== batches) {
    setKnown(batches);
    if (found.value?.step.closedAt === undefined) {
      found.reload();
    }
  }
  const details = found.value;
  const title = details === undefined ? `Step #${command}` : stepName(details.step);
  return (
    <Dialog drawer title={title} onClose={close}>
      {found.error !== undefined && <Problem error={found.error} retry={found.reload} />}
      {details === undefined && found.error === undefined && <Loading what="the step" />}
      {details !== undefined && <Details run={run} details={details} />}
    </Dialog>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="drawer-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Details({ run, details }: { run: Run; details: StepDetails }) {
  const [again, setAgain] = useState(false);
  const step = details.step;
  const input = inputOf(details.events);
  const outcome = outcomeOf(details.events);
  const settings = settingsOf(details.events);
  const repeatable = isClosed(run.status) && (step.kind === 'activity' || step.kind === 'child');
  return (
    <>
      <p class="drawer-sub">
        <State state={step.state} /> <span class="muted">{stepKind(step)}</span>{' '}
        <span class="mono muted">#{step.command}</span>
      </p>
      <dl class="facts tight">
        <div>
          <dt>Asked for</dt>
          <dd>
            <At at={step.startedAt} millis />
          </dd>
        </div>
        {step.closedAt !== undefined && (
          <div>
            <dt>Took</dt>
            <dd>{between(step.startedAt, step.closedAt)}</dd>
          </div>
        )}
        {step.until !== undefined && (
          <div>
            <dt>{step.kind === 'timer' ? 'Fires' : 'Next attempt'}</dt>
            <dd>
              <At at={step.until} />
            </dd>
          </div>
        )}
        {step.task !== undefined && (
          <div>
            <dt>Task</dt>
            <dd class="mono">{step.task}</dd>
          </div>
        )}
        {step.run !== undefined && (
          <div>
            <dt>Child</dt>
            <dd>
              <a class="mono" href={link(['run', step.run], { workspace: inWorkspace.value })}>
                {step.run}
              </a>
            </dd>
          </div>
        )}
        {settings.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {repeatable && may('operator') && (
        <p>
          <button type="button" onClick={() => setAgain(true)}>
            Restart from this step …
          </button>
        </p>
      )}
      {step.failedAttempts.length > 0 && <Attempts details={details} />}
      {step.kind !== 'timer' && input !== undefined && (
        <Section title="Input">
          <Data label="Input" value={payload(input)} />
        </Section>
      )}
      {outcome.kind === 'answer' && (
        <Section title="Answer">
          <Data label="Answer" value={payload(outcome.value)} />
        </Section>
      )}
      {outcome.kind === 'failure' && <FailureDetail failure={outcome.value} />}
      <Section title="Events">
        {details.omitted > 0 && <p class="muted">{details.omitted} batches in the middle are left out.</p>}
        <Events events={details.events} />
      </Section>
      {again && <ResumeDialog run={run} step={step.command} close={() => setAgain(false)} />}
    </>
  );
}

function Attempts({ details }: { details: StepDetails }) {
  const step = details.step;
  return (
    <Section title="Attempts">
      <ol class="attempts">
        {step.failedAttempts.map((failed) => (
          <li key={failed.attempt}>
            <span class="attempt-no">{failed.attempt}</span>
            <div>
              <p class="text-bad">{failed.reason}</p>
              <p class="muted">
                failed at {clock(failed.at, true)}
                {failed.retryAt !== undefined &&
                  `, next after ${duration(Date.parse(failed.retryAt) - Date.parse(failed.at))}`}
              </p>
            </div>
          </li>
        ))}
        {step.state === 'COMPLETED' && (
          <li>
            <span class="attempt-no">{step.attempt}</span>
            <p class="text-good">done at {clock(step.closedAt ?? step.startedAt, true)}</p>
          </li>
        )}
      </ol>
    </Section>
  );
}

function FailureDetail({ failure }: { failure: Json }) {
  const { type, message, detail, ...rest } = fields(failure);
  return (
    <Section title="Failure">
      <p class="text-bad">
        <span class="mono">{String(type ?? '')}</span> {String(message ?? '')}
      </p>
      {typeof detail === 'string' && (
        <details>
          <summary>Stack trace</summary>
          <Data label="Stack trace" value={detail} />
        </details>
      )}
      {Object.keys(rest).length > 0 && (
        <details>
          <summary>More about it</summary>
          <Data label="Failure" value={rest} />
        </details>
      )}
    </Section>
  );
}

function Events({ events }: { events: HistoryEvent[] }) {
  return (
    <ul class="events small">
      {events.map((event) => (
        <li key={`${event.batch}.${event.index}`}>
          <details>
            <summary>
              <span class="mono muted">{clock(event.at, true)}</span> {event.type}
            </summary>
            <Data label={`Event ${event.type}`} value={event.event} />
          </details>
        </li>
      ))}
    </ul>
  );
}
