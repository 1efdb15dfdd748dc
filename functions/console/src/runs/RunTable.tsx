import { useEffect, useRef } from 'preact/hooks';
import type { Run, Wait } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace } from '../shell/session';
import { between, duration, localTimes } from '../ui/format';
import { now } from '../ui/now';
import { isClosed, Status } from '../ui/Status';
import { Ago } from '../ui/Time';
import { shortReason } from '../ui/words';
import { useWaits } from './useWaits';

interface Props {
  runs: Run[];
  selected: ReadonlySet<string>;
  /** Missing where nothing can be done to runs. */
  select?: ((selected: ReadonlySet<string>) => void) | undefined;
}

export function RunTable({ runs, selected, select }: Props) {
  const waitsOf = useWaits(runs);
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) {
      next.add(id);
    }
    select?.(next);
  };
  return (
    <div class="table-box">
      <table class="runs">
        <caption class="sr-only">Runs, newest first</caption>
        <thead>
          <tr>
            {select !== undefined && (
              <th class="pick">
                <SelectAll runs={runs} selected={selected} select={select} />
              </th>
            )}
            <th scope="col">Status</th>
            <th scope="col">Workflow id</th>
            <th scope="col">Workflow</th>
            <th scope="col">Started</th>
            <th scope="col" class="number">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.runId} class={selected.has(run.runId) ? 'selected' : ''}>
              {select !== undefined && (
                <td class="pick">
                  <input
                    type="checkbox"
                    aria-label={`Select ${run.workflowId}`}
                    checked={selected.has(run.runId)}
                    onChange={() => toggle(run.runId)}
                  />
                </td>
              )}
              <td class="c-status">
                <Status status={run.status} />
              </td>
              <td class="c-id">
                <a class="strong" href={link(['run', run.runId], { workspace: inWorkspace.value })}>
                  {run.workflowId}
                </a>
                <Tags run={run} />
                <Why run={run} waits={waitsOf(run)} />
              </td>
              <td class="c-workflow">
                {run.workflow} <span class="muted">v{run.version}</span>
                {run.parent !== undefined && <span class="chip">child</span>}
              </td>
              <td class="c-started">
                <Ago at={run.startedAt} />
              </td>
              <td class="number c-took">
                <Took run={run} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Why it ended so, or what it waits for. */
function Why({ run, waits }: { run: Run; waits: Wait[] | undefined }) {
  if (run.reason !== undefined && run.status !== 'COMPLETED') {
    const reason = shortReason(run.reason);
    return (
      <div class="reason" title={run.reason}>
        {reason}
      </div>
    );
  }
  const first = waits?.find((wait) => wait.overdueSince !== undefined) ?? waits?.[0];
  if (isClosed(run.status) || first === undefined) {
    return null;
  }
  const more = (waits?.length ?? 1) - 1;
  const overdue = first.overdueSince !== undefined;
  return (
    <div class={`waits${overdue ? ' overdue' : ''}`}>
      waits for {localTimes(first.text)}
      {overdue && ', overdue'}
      {more > 0 && ` and ${more} more`}
    </div>
  );
}

function Tags({ run }: { run: Run }) {
  return (
    <>
      {run.tags.map((tag) => (
        <span key={tag} class="chip">
          {tag}
        </span>
      ))}
    </>
  );
}

export function Took({ run }: { run: Run }) {
  if (run.closedAt !== undefined) {
    return <>{between(run.startedAt, run.closedAt)}</>;
  }
  if (isClosed(run.status)) {
    return <>–</>;
  }
  return <span class="muted">{duration(Math.max(0, now.value - Date.parse(run.startedAt)))}</span>;
}

function SelectAll({ runs, selected, select }: Required<Omit<Props, 'select'>> & { select: NonNullable<Props['select']> }) {
  const box = useRef<HTMLInputElement>(null);
  const all = runs.length > 0 && runs.every((run) => selected.has(run.runId));
  const some = runs.some((run) => selected.has(run.runId));
  useEffect(() => {
    if (box.current !== null) {
      box.current.indeterminate = some && !all;
    }
  }, [some, all]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label="Select all runs of this page"
      checked={all}
      onChange={() => select(all ? new Set() : new Set(runs.map((run) => run.runId)))}
    />
  );
}
