import { useState } from 'preact/hooks';
import { showRun, steps } from '../api/runs';
import type { Run, Step } from '../api/types';
import { Took } from '../runs/RunTable';
import { attempts } from '../run/words';
import { go, link, place } from '../shell/location';
import { inWorkspace, workspace } from '../shell/session';
import { between, count } from '../ui/format';
import { Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { State, Status } from '../ui/Status';
import { At } from '../ui/Time';
import { useLoad } from '../ui/useLoad';
import { pair, type Pair } from './compare';

const ROWS_MAX = 500;

export function CompareView() {
  const query = place.value.query;
  const a = query.get('a');
  const b = query.get('b');
  return (
    <Page title="Compare two runs">
      {a === null || b === null ? <Choose a={a ?? ''} b={b ?? ''} /> : <Compared key={`${a} ${b}`} a={a} b={b} />}
    </Page>
  );
}

function Choose({ a, b }: { a: string; b: string }) {
  const [ids, setIds] = useState({ a, b });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        go(link(['compare'], { ...ids, workspace: inWorkspace.value }));
      }}
    >
      <p class="muted">Select two runs in the list of runs, or name them here.</p>
      <div class="fields">
        {(['a', 'b'] as const).map((which) => (
          <label key={which} class="field">
            <span>{which === 'a' ? 'First' : 'Second'} run id or workflow id</span>
            <input required value={ids[which]} onInput={(event) => setIds({ ...ids, [which]: event.currentTarget.value.trim() })} />
          </label>
        ))}
      </div>
      <div class="dialog-actions">
        <button type="submit" class="primary">
          Compare
        </button>
      </div>
    </form>
  );
}

async function load(id: string, signal: AbortSignal) {
  const [details, page] = await Promise.all([
    showRun(workspace.peek(), id, signal),
    steps(workspace.peek(), id, { limit: ROWS_MAX }, signal),
  ]);
  return { run: details.run, rows: page.rows.map((row) => row.step), whole: page.next === undefined };
}

function Compared({ a, b }: { a: string; b: string }) {
  const [onlyOther, setOnlyOther] = useState(false);
  const both = useLoad((signal) => Promise.all([load(a, signal), load(b, signal)]), [a, b]);
  if (both.value === undefined) {
    return both.error === undefined ? <Loading what="both runs" /> : <Problem error={both.error} retry={both.reload} />;
  }
  const [first, second] = both.value;
  const pairs = pair(first.rows, second.rows);
  const other = pairs.filter((one) => one.differences.length > 0);
  const shown = onlyOther ? other : pairs;
  return (
    <>
      <div class="list-head">
        <span>
          {count(pairs.length, 'step')}, {other.length === 0 ? 'no difference' : count(other.length, 'difference')}
        </span>
        <label class="check">
          <input type="checkbox" checked={onlyOther} onChange={(event) => setOnlyOther(event.currentTarget.checked)} />
          Differences only
        </label>
      </div>
      {!(first.whole && second.whole) && <p class="muted">Only the first {ROWS_MAX} rows of each are compared.</p>}
      <div class="table-box scrolls" tabIndex={0} role="region" aria-label="Steps side by side">
        <table class="compare">
          <caption class="sr-only">Steps side by side</caption>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <Head run={first.run} which="First" />
              <Head run={second.run} which="Second" />
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one, i) => (
              <Line key={i} pair={one} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Head({ run, which }: { run: Run; which: string }) {
  return (
    <th scope="col" class="compare-head">
      <span class="sr-only">{which} run</span>
      <a class="mono" href={link(['run', run.runId], { workspace: inWorkspace.value })}>
        {run.runId}
      </a>
      <span>
        <Status status={run.status} /> v{run.version}, <Took run={run} />
      </span>
      <span>
        <At at={run.startedAt} />
      </span>
    </th>
  );
}

function Line({ pair: { name, kind, a, b, differences } }: { pair: Pair }) {
  return (
    <tr class={differences.length > 0 ? 'differs' : ''}>
      <th scope="row">
        <span class="step-name">{name}</span> <span class="muted">{kind}</span>
      </th>
      <Side step={a} />
      <Side step={b} />
      <td>{differences.length > 0 && <strong class="text-warn">{differences.join(', ')}</strong>}</td>
    </tr>
  );
}

function Side({ step }: { step: Step | undefined }) {
  if (step === undefined) {
    return <td class="muted">not there</td>;
  }
  return (
    <td>
      <State state={step.state} />{' '}
      <span class="muted">
        {step.closedAt !== undefined && between(step.startedAt, step.closedAt)} {attempts(step)}
      </span>
      {step.reason !== undefined && step.state === 'FAILED' && <p class="reason wide">{step.reason}</p>}
    </td>
  );
}
