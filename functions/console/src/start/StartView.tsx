import { useState } from 'preact/hooks';
import { showRun, start } from '../api/runs';
import type { ApiError } from '../api/client';
import type { Json } from '../api/types';
import { go, link, place } from '../shell/location';
import { note } from '../shell/say';
import { inWorkspace, may, workspace } from '../shell/session';
import { JsonField, parseJson } from '../ui/JsonField';
import { Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { asApiError, useLoad } from '../ui/useLoad';
import { useWorkflowNames } from './workflowNames';

interface Like {
  workflow: string;
  input: Json | undefined;
  tags: string[];
}

/** Starts a run by hand; `?like=` begins with what another run was started with. */
export function StartView() {
  const query = place.value.query;
  const like = query.get('like');
  const model = useLoad(
    async (signal): Promise<Like | undefined> => {
      if (like === null) {
        return undefined;
      }
      const { run, input } = await showRun(workspace.peek(), like, signal);
      return { workflow: run.workflow, input, tags: run.tags };
    },
    [like],
  );
  return (
    <Page title="Start a run">
      {!may('operator') && <p>This needs the role operator in this workspace.</p>}
      {model.error !== undefined && <Problem error={model.error} />}
      {model.loading ? <Loading what="what it was started with" /> : <Form like={model.value} workflow={query.get('workflow') ?? ''} />}
    </Page>
  );
}

function Form({ like, workflow }: { like: Like | undefined; workflow: string }) {
  const names = useWorkflowNames();
  const [name, setName] = useState(like?.workflow ?? workflow);
  const [id, setId] = useState('');
  const [version, setVersion] = useState('');
  const [tags, setTags] = useState(like?.tags.join(', ') ?? '');
  const [input, setInput] = useState(like?.input === undefined ? '{\n}' : JSON.stringify(like.input, null, 2));
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const parsed = parseJson(input);
  const masked = input.includes('"[masked]"');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!parsed.ok) {
      return;
    }
    setBusy(true);
    try {
      const started = await start(
        workspace.value,
        {
          workflow: name.trim(),
          input: parsed.value,
          ...(id.trim() === '' ? {} : { workflowId: id.trim() }),
          ...(version === '' ? {} : { version: Number(version) }),
          ...(tags.trim() === '' ? {} : { tags: tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '') }),
        },
        crypto.randomUUID(),
      );
      note(`${started.workflowId} was started.`);
      go(link(['run', started.runId], { workspace: inWorkspace.value }));
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <label class="field">
        <span>Workflow or flow</span>
        <input required list="workflow-names" spellcheck={false} autoComplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} />
        <datalist id="workflow-names">
          {names.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </label>
      <div class="fields">
        <label class="field">
          <span>
            Workflow id <span class="muted">made up where it is empty</span>
          </span>
          <input maxLength={200} spellcheck={false} autoComplete="off" value={id} onInput={(event) => setId(event.currentTarget.value)} />
        </label>
        <label class="field narrow">
          <span>
            Version <span class="muted">newest</span>
          </span>
          <input inputMode="numeric" pattern="[0-9]*" value={version} onInput={(event) => setVersion(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>
            Tags <span class="muted">by commas</span>
          </span>
          <input value={tags} autoComplete="off" onInput={(event) => setTags(event.currentTarget.value)} />
        </label>
      </div>
      <JsonField label="Input" value={input} change={setInput} rows={12} />
      {masked && <p class="text-warn">Some values are masked. Write them out before you start the run.</p>}
      {error !== undefined && <Problem error={error} />}
      <div class="dialog-actions">
        <button type="submit" class="primary" disabled={busy || !parsed.ok || !may('operator')}>
          Start
        </button>
      </div>
    </form>
  );
}
