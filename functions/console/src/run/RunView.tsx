import { lazy, Suspense } from 'preact/compat';
import { useState } from 'preact/hooks';
import { go, place, withQuery } from '../shell/location';
import { workspace } from '../shell/session';
import { Icon } from '../ui/Icon';
import { Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { isClosed, Status } from '../ui/Status';
import { Actions } from './Actions';
import { StepDrawer } from './StepDrawer';
import { useFollow } from './follow';
import { Ending, Facts, Waiting } from './Header';
import { HistoryList } from './HistoryList';
import { InputAndResult } from './InputAndResult';
import { Timeline } from './Timeline';
import { isFlow } from './words';

const FlowTab = lazy(async () => (await import('./FlowTab')).FlowTab);

const TABS = [
  { id: 'timeline', name: 'Timeline' },
  { id: 'flow', name: 'Flow' },
  { id: 'history', name: 'History' },
  { id: 'data', name: 'Input and result' },
] as const;

export function RunView({ id }: { id: string }) {
  const [paused, setPaused] = useState(false);
  const [round, setRound] = useState(0);
  const followed = useFollow(workspace.value, id, paused, round);
  const query = place.value.query;
  const tab = query.get('tab') ?? 'timeline';
  const step = query.get('step');
  const details = followed.details;
  if (details === undefined) {
    return followed.error === undefined ? (
      <Loading what="the run" />
    ) : (
      <Page title="Run">
        <Problem error={followed.error} retry={() => setRound(round + 1)} />
      </Page>
    );
  }
  const run = details.run;
  const tabs = TABS.filter((one) => one.id !== 'flow' || isFlow(run.workflow));
  const open = (command: number) => go(withQuery({ step: String(command) }), true);
  return (
    <Page
      title={run.workflowId}
      above={<Status status={run.status} />}
      actions={<Actions run={run} overdue={details.waits.some((wait) => wait.overdueSince !== undefined)} />}
    >
      {followed.error !== undefined && <Problem error={followed.error} />}
      <Facts run={run} />
      <Ending run={run} />
      {!isClosed(run.status) && <Waiting details={details} />}
      <nav class="tabs" aria-label="Parts of the run">
        <ul>
          {tabs.map((one) => (
            <li key={one.id}>
              <a href={withQuery({ tab: one.id, step: undefined })} aria-current={tab === one.id ? 'page' : undefined}>
                {one.name}
              </a>
            </li>
          ))}
        </ul>
        {!isClosed(run.status) && <Live paused={paused} live={followed.live} toggle={() => setPaused(!paused)} />}
      </nav>
      {tab === 'timeline' && followed.steps !== undefined && (
        <Timeline run={run} page={followed.steps} open={open} />
      )}
      {tab === 'flow' && followed.steps !== undefined && (
        <Suspense fallback={<Loading what="the flow" />}>
          <FlowTab run={run} page={followed.steps} open={open} />
        </Suspense>
      )}
      {tab === 'history' && <HistoryList run={run} fresh={followed.fresh} batches={details.batches} />}
      {tab === 'data' && <InputAndResult details={details} />}
      {step !== null && (
        <StepDrawer
          key={step}
          run={run}
          command={Number(step)}
          batches={followed.steps?.batches ?? 0}
          close={() => go(withQuery({ step: undefined }), true)}
        />
      )}
    </Page>
  );
}

function Live({ paused, live, toggle }: { paused: boolean; live: boolean; toggle: () => void }) {
  return (
    <div class="live">
      <span class={`pulse${live ? ' on' : ''}`}>{paused ? 'Paused' : live ? 'Live' : 'Not connected'}</span>
      <button type="button" class="quiet" aria-pressed={paused} onClick={toggle}>
        <Icon name={paused ? 'play' : 'pause'} size={14} />
        {paused ? 'Go on' : 'Pause'}
      </button>
    </div>
  );
}
