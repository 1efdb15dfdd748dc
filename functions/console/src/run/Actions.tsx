import { useState } from 'preact/hooks';
import { steer } from '../api/runs';
import type { Run } from '../api/types';
import { link } from '../shell/location';
import { note } from '../shell/say';
import { inWorkspace, may, workspace } from '../shell/session';
import { asApiError } from '../ui/useLoad';
import { isClosed, isResumable } from '../ui/Status';
import { ResumeDialog } from './ResumeDialog';
import { EndDialog, SignalDialog } from './SteerDialogs';

type Asked = 'cancel' | 'terminate' | 'signal' | 'resume' | null;

/** What can be done to the run by who looks at it. */
export function Actions({ run, overdue }: { run: Run; overdue: boolean }) {
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  if (!may('operator')) {
    return null;
  }
  const wake = () =>
    steer(workspace.value, run.runId, 'wake', '').then(
      () => note('What the run waits for was given its wake-up again.'),
      (failure: unknown) => note(asApiError(failure).message, true),
    );
  return (
    <>
      {!isClosed(run.status) && (
        <>
          {overdue && (
            <button type="button" onClick={() => void wake()}>
              Wake
            </button>
          )}
          <button type="button" onClick={() => setAsked('signal')}>
            Signal …
          </button>
          <button type="button" onClick={() => setAsked('cancel')}>
            Cancel …
          </button>
          <button type="button" class="danger" onClick={() => setAsked('terminate')}>
            Terminate …
          </button>
        </>
      )}
      {isClosed(run.status) && (
        <a class="button" href={link(['start'], { like: run.runId, workspace: inWorkspace.value })}>
          Start again …
        </a>
      )}
      {isResumable(run.status) && (
        <button type="button" class="primary" onClick={() => setAsked('resume')}>
          Resume …
        </button>
      )}
      {asked === 'resume' && <ResumeDialog run={run} close={close} />}
      {asked === 'signal' && <SignalDialog run={run} close={close} />}
      {(asked === 'cancel' || asked === 'terminate') && <EndDialog run={run} how={asked} close={close} />}
    </>
  );
}
