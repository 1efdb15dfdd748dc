import { listRuns, openRuns, showRun } from '../api/runs';
import type { Run, Wait } from '../api/types';
import { Took } from '../runs/RunTable';
import { go, link, place, withQuery } from '../shell/location';
import { inWorkspace, isInstallationAdmin, workspace } from '../shell/session';
import { ago, localTimes } from '../ui/format';
import { now } from '../ui/now';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Status } from '../ui/Status';
import { Table } from '../ui/Table';
import { Ago } from '../ui/Time';
import { useLoad } from '../ui/useLoad';

/** How many runs are asked what they wait for: each is a request of its own. */
const PAGE = 25;

interface Waiting {
  run: Run;
  waits: Wait[] | undefined;
}

/** Open runs and what each waits for, overdue ones first. */
export function WaitingView() {
  const query = place.value.query;
  const all = query.get('all') === 'true' && isInstallationAdmin();
  const cursor = query.get('cursor') ?? undefined;
  const found = useLoad(
    async (signal) => {
      const page = all
        ? await openRuns({ limit: PAGE, cursor }, signal)
        : await listRuns(workspace.peek(), { status: ['RUNNING', 'BLOCKED', 'SCHEDULED'], limit: PAGE, cursor }, signal);
      const items = await Promise.all(page.runs.map((run) => look(run, signal)));
      return { items: items.sort((a, b) => rank(a) - rank(b)), next: page.next };
    },
    [workspace.value, all, cursor],
  );
  const items = found.value?.items;
  return (
    <Page
      title="Open runs"
      actions={
        <>
          {isInstallationAdmin() && (
            <label class="check">
              <input
                type="checkbox"
                checked={all}
                onChange={(event) => go(withQuery({ all: event.currentTarget.checked ? 'true' : undefined, cursor: undefined }))}
              />
              All workspaces
            </label>
          )}
          <button type="button" onClick={found.reload}>
            Look again
          </button>
        </>
      }
    >
      {found.error !== undefined && <Problem error={found.error} retry={found.reload} />}
      {items === undefined && found.loading && <Loading what="open runs" />}
      {items?.length === 0 && <Empty>No run is open.</Empty>}
      {items !== undefined && items.length > 0 && <WaitTable items={items} all={all} />}
      {found.value?.next !== undefined && (
        <nav class="pager" aria-label="Pages">
          <a class="button" href={withQuery({ cursor: found.value.next })}>
            More
          </a>
        </nav>
      )}
    </Page>
  );
}

async function look(run: Run, signal: AbortSignal): Promise<Waiting> {
  try {
    return { run, waits: (await showRun(run.workspace, run.runId, signal)).waits };
  } catch {
    // One that cannot be looked at hides none of the others.
    return { run, waits: undefined };
  }
}

function rank({ run, waits }: Waiting): number {
  return run.status === 'BLOCKED' ? 0 : waits?.some((wait) => wait.overdueSince !== undefined) === true ? 1 : 2;
}

function WaitTable({ items, all }: { items: Waiting[]; all: boolean }) {
  return (
    <Table<Waiting>
      caption="Open runs and what they wait for"
      items={items}
      id={({ run }) => run.runId}
      columns={[
        { name: 'Status', class: 'c-status', cell: ({ run }) => <Status status={run.status} /> },
        {
          name: 'Workflow id',
          cell: ({ run }) => (
            <>
              <a
                class="strong"
                href={link(['run', run.runId], { workspace: all ? run.workspace : inWorkspace.value })}
              >
                {run.workflowId}
              </a>
              <br />
              <span class="muted">
                {all ? `${run.workspace}, ` : ''}
                {run.workflow} v{run.version}
              </span>
            </>
          ),
        },
        { name: 'Waits for', cell: Waits },
        { name: 'Started', class: 'c-started', cell: ({ run }) => <Ago at={run.startedAt} /> },
        { name: 'Open for', class: 'number', cell: ({ run }) => <Took run={run} /> },
      ]}
    />
  );
}

function Waits({ run, waits }: Waiting) {
  if (run.status === 'BLOCKED') {
    return <span class="text-warn">{run.reason}</span>;
  }
  if (waits === undefined) {
    return <span class="muted">could not be asked</span>;
  }
  return (
    <ul>
      {waits.slice(0, 3).map((wait, i) => (
        <li key={i}>
          {localTimes(wait.text)}
          {wait.overdueSince !== undefined && (
            <strong class="text-warn"> overdue since {ago(wait.overdueSince, now.value)}</strong>
          )}
        </li>
      ))}
      {waits.length > 3 && <li class="muted">and {waits.length - 3} more</li>}
    </ul>
  );
}
