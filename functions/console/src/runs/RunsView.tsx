import { useEffect, useRef, useState } from 'preact/hooks';
import { listRuns, showRun } from '../api/runs';
import type { Run } from '../api/types';
import { go, link, place, withQuery } from '../shell/location';
import { inWorkspace, may, workspace } from '../shell/session';
import { Icon } from '../ui/Icon';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { useLoad } from '../ui/useLoad';
import { BulkBar } from './BulkBar';
import { FilterBar } from './FilterBar';
import { fromQuery, isEmpty, looksLikeRunId, toApi, type Filters } from './filters';
import { RunTable } from './RunTable';
import { SavedViews } from './SavedViews';

const PAGE = 50;

export function RunsView() {
  const query = place.value.query;
  const filters = fromQuery(query);
  const cursor = query.get('cursor') ?? undefined;
  const runs = useLoad(
    (signal) => list(filters, cursor, signal),
    [workspace.value, query.toString()],
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => setSelected(new Set()), [workspace.value, query.toString()]);
  useRefresh(runs.reload, cursor === undefined);
  const page = runs.value;
  const chosen = page?.runs.filter((run) => selected.has(run.runId)) ?? [];
  return (
    <Page
      title="Runs"
      actions={
        <>
          {chosen.length === 2 && <CompareLink runs={chosen} />}
          {may('operator') && (
            <a class="button primary" href={link(['start'], { workspace: inWorkspace.value })}>
              <Icon name="plus" />
              Start a run
            </a>
          )}
        </>
      }
    >
      <SavedViews />
      <FilterBar filters={filters} />
      {runs.error !== undefined && <Problem error={runs.error} retry={runs.reload} />}
      {page === undefined && runs.loading && <Loading what="runs" />}
      {page !== undefined && page.runs.length === 0 && <NoRuns filters={filters} more={page.next !== undefined} />}
      {page !== undefined && page.runs.length > 0 && (
        <>
          <BulkBar chosen={chosen} clear={() => setSelected(new Set())} done={runs.reload} />
          <RunTable runs={page.runs} selected={selected} select={may('operator') ? setSelected : undefined} />
        </>
      )}
      {page !== undefined && <Pager next={page.next} shown={page.runs.length} later={cursor !== undefined} />}
    </Page>
  );
}

/** What looks like a run's id is looked up as one; lists know workflow ids only. */
async function list(filters: Filters, cursor: string | undefined, signal: AbortSignal) {
  if (looksLikeRunId(filters.workflowId)) {
    const { run } = await showRun(workspace.peek(), filters.workflowId, signal);
    return { runs: [run] };
  }
  return listRuns(workspace.peek(), { ...toApi(filters, Date.now()), limit: PAGE, cursor }, signal);
}

/** The first page follows what happens, as long as somebody looks at it. */
function useRefresh(reload: () => void, active: boolean) {
  useEffect(() => {
    if (!active) {
      return;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        reload();
      }
    }, 3000);
    return () => clearInterval(timer);
  }, [active, reload]);
}

function CompareLink({ runs }: { runs: Run[] }) {
  const [a, b] = runs;
  return (
    <a class="button" href={link(['compare'], { a: a?.runId, b: b?.runId, workspace: inWorkspace.value })}>
      <Icon name="compare" />
      Compare these two
    </a>
  );
}

function NoRuns({ filters, more }: { filters: Filters; more: boolean }) {
  if (more) {
    return <Empty>None of the runs that were looked through match. The next page looks further back.</Empty>;
  }
  return (
    <Empty>
      {isEmpty(filters) ? (
        <>
          <p>No runs yet.</p>
          <p class="muted">Start one here, over the API, or with <span class="mono">belay run</span>.</p>
        </>
      ) : (
        <>
          <p>No run matches these filters.</p>
          <p>
            <a href={link(['runs'], { workspace: inWorkspace.value })}>Show all runs</a>
          </p>
        </>
      )}
    </Empty>
  );
}

function Pager({ next, shown, later }: { next: string | undefined; shown: number; later: boolean }) {
  const back = useRef<HTMLButtonElement>(null);
  if (next === undefined && !later) {
    return null;
  }
  return (
    <nav class="pager" aria-label="Pages">
      <span class="muted">{shown} on this page</span>
      {later && (
        <>
          <a class="button" href={withQuery({ cursor: undefined })}>
            Newest
          </a>
          <button ref={back} type="button" onClick={() => history.back()}>
            Back
          </button>
        </>
      )}
      {next !== undefined && (
        <button type="button" onClick={() => go(withQuery({ cursor: next }))}>
          Older
        </button>
      )}
    </nav>
  );
}
