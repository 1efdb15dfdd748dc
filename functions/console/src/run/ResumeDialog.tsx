import { useState } from 'preact/hooks';
import { previewResume, resume } from '../api/runs';
import type { ApiError } from '../api/client';
import type { ResumePreview, ResumeStep, Run } from '../api/types';
import { go, link } from '../shell/location';
import { note } from '../shell/say';
import { inWorkspace, workspace } from '../shell/session';
import { Dialog } from '../ui/Dialog';
import { count } from '../ui/format';
import { Loading } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { asApiError, useLoad } from '../ui/useLoad';

interface Props {
  run: Run;
  /** Missing is the step that failed the run. */
  step?: number | undefined;
  close: () => void;
}

export function ResumeDialog({ run, step, close }: Props) {
  const preview = useLoad((signal) => previewResume(workspace.peek(), run.runId, step, signal), [run.runId, step]);
  const [newest, setNewest] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const [key] = useState(() => crypto.randomUUID());
  const begin = async () => {
    setBusy(true);
    try {
      const body = { ...(step === undefined ? {} : { step }), ...(newest ? { newest } : {}) };
      const started = await resume(workspace.value, run.runId, body, `${key}${newest ? '-newest' : ''}`);
      note('A new run goes on from there.');
      close();
      go(link(['run', started.runId], { workspace: inWorkspace.value }));
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={step === undefined ? 'Resume from the failed step' : `Restart from step #${step}`} onClose={close}>
      <p class="muted">A new run with the same workflow id takes over the history up to there. This one stays as it is.</p>
      {preview.error !== undefined && <Problem error={preview.error} />}
      {preview.loading && <Loading what="what would happen" />}
      {preview.value !== undefined && <Preview preview={preview.value} />}
      <label class="check">
        <input type="checkbox" checked={newest} onChange={(event) => setNewest(event.currentTarget.checked)} />
        Take the newest version of {run.workflow} (this run is on version {run.version})
      </label>
      {error !== undefined && <Problem error={error} />}
      <div class="dialog-actions">
        <button type="button" onClick={close}>
          Close
        </button>
        <button type="button" class="primary" disabled={busy || preview.value === undefined} onClick={() => void begin()}>
          Resume
        </button>
      </div>
    </Dialog>
  );
}

function Steps({ steps }: { steps: ResumeStep[] }) {
  return (
    <ul class="plain-list">
      {steps.slice(0, 10).map((step) => (
        <li key={step.command}>
          <span class="mono muted">#{step.command}</span> {step.name}
        </li>
      ))}
      {steps.length > 10 && <li class="muted">and {steps.length - 10} more</li>}
    </ul>
  );
}

function Preview({ preview }: { preview: ResumePreview }) {
  const again = [...preview.again, ...preview.inFlight];
  return (
    <div class="preview">
      <p>
        <strong>{count(preview.kept, 'step')}</strong> {preview.kept === 1 ? 'keeps its' : 'keep their'} outcome and will
        not be done again.
      </p>
      {again.length > 0 && (
        <>
          <p>Done once more:</p>
          <Steps steps={again} />
          <p class="muted">
            With the input that was recorded. To have it asked for anew, by a newer version, restart from the step before
            it.
          </p>
        </>
      )}
      {preview.forgotten.length > 0 && (
        <div class="callout warn">
          <p>Was done after that. The new run does not know of it and may do it again; what was undone there stays undone:</p>
          <Steps steps={preview.forgotten} />
        </div>
      )}
    </div>
  );
}
