import { useState } from 'preact/hooks';
import { start } from '../api/runs';
import { go, link } from '../shell/location';
import { inWorkspace, workspace } from '../shell/session';
import { JsonField, parseJson } from '../ui/JsonField';
import { act } from '../ui/act';

/** Runs what was published a moment ago, with an input to try. */
export function TryIt({ flow, number }: { flow: string; number: number }) {
  const [input, setInput] = useState('{ "name": "world" }');
  const parsed = parseJson(input);
  const run = async () => {
    if (!parsed.ok) {
      return;
    }
    const work = start(workspace.value, { workflow: flow, version: number, input: parsed.value }, crypto.randomUUID());
    await act(
      work.then((started) => go(link(['run', started.runId], { workspace: inWorkspace.value }))),
      'The run was started.',
    );
  };
  return (
    <div class="try">
      <JsonField label="Sample input" value={input} change={setInput} rows={4} />
      <button type="button" disabled={!parsed.ok} onClick={() => void run()}>
        Run it
      </button>
    </div>
  );
}
