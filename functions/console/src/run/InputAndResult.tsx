import { result } from '../api/runs';
import type { RunDetails } from '../api/types';
import { workspace } from '../shell/session';
import { Data } from '../ui/Data';
import { Loading } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { isClosed } from '../ui/Status';
import { useLoad } from '../ui/useLoad';

export function InputAndResult({ details }: { details: RunDetails }) {
  const closed = isClosed(details.run.status);
  const end = useLoad(
    async (signal) => (closed ? result(workspace.peek(), details.run.runId, signal) : undefined),
    [details.run.runId, closed],
  );
  return (
    <div class="two">
      <section>
        <h2>Input</h2>
        <Data label="Input" value={details.input} />
      </section>
      <section>
        <h2>Result</h2>
        {!closed && <p class="muted">The run is open.</p>}
        {closed && end.loading && <Loading what="the result" />}
        {end.error !== undefined && <Problem error={end.error} retry={end.reload} />}
        {end.value !== undefined &&
          (end.value.failure === undefined ? (
            <Data label="Result" value={end.value.result} />
          ) : (
            <Data label="Failure" value={end.value.failure as never} />
          ))}
      </section>
    </div>
  );
}
