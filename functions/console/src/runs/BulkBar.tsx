import { useRef, useState } from 'preact/hooks';
import { resume, steer } from '../api/runs';
import type { Run } from '../api/types';
import { note } from '../shell/say';
import { may } from '../shell/session';
import { Dialog } from '../ui/Dialog';
import { count } from '../ui/format';
import { concerned, eachThrottled, type BulkAction, type Progress } from './bulk';

const WORDS: Record<BulkAction, { button: string; does: string; done: string }> = {
  cancel: { button: 'Cancel', does: 'asked to end and to clean up', done: 'asked to cancel' },
  terminate: { button: 'Terminate', does: 'ended by force, without cleaning up', done: 'terminated' },
  resume: { button: 'Resume', does: 'resumed as new runs, from the step that failed', done: 'resumed' },
};

export function BulkBar({ chosen, clear, done }: { chosen: Run[]; clear: () => void; done: () => void }) {
  const [action, setAction] = useState<BulkAction | null>(null);
  if (!may('operator') || (chosen.length === 0 && action === null)) {
    return null;
  }
  return (
    <div class="bulk" role="group" aria-label="Selected runs">
      <strong>{count(chosen.length, 'run')} selected</strong>
      {(Object.keys(WORDS) as BulkAction[]).map((one) => (
        <button key={one} type="button" disabled={concerned(one, chosen).length === 0} onClick={() => setAction(one)}>
          {WORDS[one].button} …
        </button>
      ))}
      <button type="button" class="quiet" onClick={clear}>
        Clear
      </button>
      {action !== null && (
        <BulkDialog
          action={action}
          runs={chosen}
          close={(did) => {
            setAction(null);
            if (did) {
              clear();
              done();
            }
          }}
        />
      )}
    </div>
  );
}

function act(action: BulkAction, run: Run, reason: string): Promise<unknown> {
  return action === 'resume'
    ? resume(run.workspace, run.runId, {}, `console-resume-${run.runId}`)
    : steer(run.workspace, run.runId, action, reason);
}

function BulkDialog({ action, runs, close }: { action: BulkAction; runs: Run[]; close: (did: boolean) => void }) {
  // What is selected stays what was selected, also when the list behind it changes.
  const [asked] = useState(runs);
  const [reason, setReason] = useState('');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [over, setOver] = useState(false);
  const stop = useRef(false);
  const wanted = concerned(action, asked);
  const begin = async () => {
    setProgress({ done: 0, failed: [], total: wanted.length });
    const end = await eachThrottled(wanted, (run) => act(action, run, reason), setProgress, () => stop.current);
    setProgress(end);
    setOver(true);
    note(`${count(end.done - end.failed.length, 'run')} ${WORDS[action].done}.`);
  };
  return (
    <Dialog
      title={`${WORDS[action].button} ${count(wanted.length, 'run')}`}
      onClose={() => {
        stop.current = true;
        close(progress !== null);
      }}
    >
      <p>
        {count(wanted.length, 'run')} will be {WORDS[action].does}.
        {asked.length > wanted.length && ` ${count(asked.length - wanted.length, 'selected run')} will be left alone.`}
      </p>
      <ul class="plain-list">
        {wanted.slice(0, 8).map((run) => (
          <li key={run.runId}>
            <span class="mono">{run.workflowId}</span> <span class="muted">{run.workflow}</span>
          </li>
        ))}
        {wanted.length > 8 && <li class="muted">and {wanted.length - 8} more</li>}
      </ul>
      {action !== 'resume' && progress === null && (
        <label class="field">
          <span>Reason</span>
          <input maxLength={1024} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
      )}
      {progress !== null && <Told progress={progress} />}
      <div class="dialog-actions">
        <button
          type="button"
          onClick={() => {
            stop.current = true;
            close(progress !== null);
          }}
        >
          {progress !== null && !over ? 'Stop here' : 'Close'}
        </button>
        {progress === null && (
          <button type="button" class={action === 'resume' ? 'primary' : 'danger'} onClick={() => void begin()}>
            {WORDS[action].button} {count(wanted.length, 'run')}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function Told({ progress }: { progress: Progress }) {
  return (
    <div role="status">
      <progress max={progress.total} value={progress.done} aria-label="Runs done" />
      <p>
        {progress.done} of {progress.total} done
        {progress.failed.length > 0 && `, ${progress.failed.length} refused`}
      </p>
      <ul class="plain-list">
        {progress.failed.slice(0, 20).map(({ run, why }) => (
          <li key={run.runId}>
            <span class="mono">{run.workflowId}</span>: {why}
          </li>
        ))}
      </ul>
    </div>
  );
}
