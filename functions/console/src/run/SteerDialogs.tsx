import { useState } from 'preact/hooks';
import { signal, steer } from '../api/runs';
import type { ApiError } from '../api/client';
import type { Json, Run } from '../api/types';
import { note } from '../shell/say';
import { workspace } from '../shell/session';
import { Dialog } from '../ui/Dialog';
import { JsonField, parseJson } from '../ui/JsonField';
import { Problem } from '../ui/Problem';
import { asApiError } from '../ui/useLoad';

interface Props {
  run: Run;
  close: () => void;
}

const WORDS = {
  cancel: {
    title: 'Cancel the run',
    does: 'The run is asked to end. It may clean up after itself first, which can take a while.',
    button: 'Cancel the run',
    done: 'The run was asked to cancel.',
  },
  terminate: {
    title: 'Terminate the run',
    does: 'The run ends at once and by force. Nothing is cleaned up.',
    button: 'Terminate the run',
    done: 'The run was terminated.',
  },
};

export function EndDialog({ run, how, close }: Props & { how: 'cancel' | 'terminate' }) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<ApiError>();
  const submit = async (event: Event) => {
    event.preventDefault();
    try {
      await steer(workspace.value, run.runId, how, reason);
      note(WORDS[how].done);
      close();
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  return (
    <Dialog title={WORDS[how].title} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <p>{WORDS[how].does}</p>
        <label class="field">
          <span>Reason</span>
          <input maxLength={1024} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        {error !== undefined && <Problem error={error} />}
        <div class="dialog-actions">
          <button type="button" onClick={close}>
            Close
          </button>
          <button type="submit" class="danger">
            {WORDS[how].button}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function SignalDialog({ run, close }: Props) {
  const [name, setName] = useState('');
  const [content, setContent] = useState('');
  const [error, setError] = useState<ApiError>();
  const [key] = useState(() => crypto.randomUUID());
  const parsed = parseJson(content);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!parsed.ok) {
      return;
    }
    try {
      await signal(workspace.value, run.runId, name, parsed.value as Json, key);
      note(`The signal ${name} was sent.`);
      close();
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  return (
    <Dialog title="Send a signal" onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <label class="field">
          <span>Name</span>
          <input required maxLength={100} spellcheck={false} value={name} onInput={(event) => setName(event.currentTarget.value.trim())} />
        </label>
        <JsonField label="Content" value={content} change={setContent} />
        {error !== undefined && <Problem error={error} />}
        <div class="dialog-actions">
          <button type="button" onClick={close}>
            Close
          </button>
          <button type="submit" class="primary" disabled={!parsed.ok || name === ''}>
            Send
          </button>
        </div>
      </form>
    </Dialog>
  );
}
