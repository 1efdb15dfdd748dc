import { showFlow } from '../api/flows';
import { query } from '../api/runs';
import type { Run, StepPage } from '../api/types';
import { workspace } from '../shell/session';
import { Loading } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { isClosed } from '../ui/Status';
import { useLoad } from '../ui/useLoad';
import { FlowTree } from '../flows/FlowTree';
import { tasksOf } from '../flows/tree';
import { liveTasks, readState } from './flowState';

interface Props {
  run: Run;
  page: StepPage;
  open: (command: number) => void;
}

/** The definition that the run walks, with how far it has come. */
export function FlowTab({ run, page, open }: Props) {
  const flow = useLoad(
    (signal) => showFlow(workspace.peek(), run.workflow, String(run.version), signal),
    [run.workflow, run.version],
  );
  const state = useLoad(
    (signal) => query(workspace.peek(), run.runId, 'belay.state', signal),
    [run.runId, page.batches],
  );
  if (flow.value === undefined) {
    return flow.error === undefined ? <Loading what="the flow" /> : <Problem error={flow.error} retry={flow.reload} />;
  }
  const live = liveTasks(page.rows, readState(state.value?.answer), isClosed(run.status));
  return (
    <section aria-label="Flow">
      <p class="muted">
        Version {flow.value.version.version}. Tasks without a mark were not reached, or done by a child run.
      </p>
      <FlowTree tasks={tasksOf(flow.value.definition['do'], '/do')} live={live} open={open} />
    </section>
  );
}
