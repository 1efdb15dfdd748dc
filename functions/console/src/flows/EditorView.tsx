import { useEffect, useState } from 'preact/hooks';
import { publish, showFlow, validate } from '../api/flows';
import { ApiError } from '../api/client';
import type { FlowProblem, PublishedFlow } from '../api/types';
import { link, place } from '../shell/location';
import { note } from '../shell/say';
import { inWorkspace, may, workspace } from '../shell/session';
import { count } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { asApiError, useLoad } from '../ui/useLoad';
import { FlowTree } from './FlowTree';
import { SourceEditor, type Jump } from './SourceEditor';
import { tasksOf } from './tree';
import { TryIt } from './TryIt';

const EMPTY = `document:
  dsl: '1.0.3'
  namespace: examples
  name: hello
  version: '1.0.0'
do:
- greet:
    set: { text: '\${ "hello \\(.name)" }' }
`;

const SETTLED_MS = 500;

/** Writes, checks, publishes and tries a definition; `?flow=&version=` begins with a published one. */
export function EditorView() {
  const query = place.value.query;
  const flow = query.get('flow');
  const version = query.get('version');
  const found = useLoad(
    async (signal) =>
      flow === null || version === null ? EMPTY : (await showFlow(workspace.peek(), flow, version, signal)).source,
    [flow, version],
  );
  return (
    <Page title={may('author') ? 'Publish a flow' : 'Check a flow'}>
      {found.error !== undefined && <Problem error={found.error} retry={found.reload} />}
      {found.value === undefined && found.loading && <Loading what="the definition" />}
      {found.value !== undefined && <Editor key={`${flow} ${version}`} begun={found.value} />}
    </Page>
  );
}

function useProblems(source: string) {
  const [problems, setProblems] = useState<FlowProblem[]>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      validate(workspace.peek(), source, abort.signal).then(
        (found) => {
          setProblems(found.problems);
          setError(undefined);
        },
        (failure: unknown) => !abort.signal.aborted && setError(asApiError(failure)),
      );
    }, SETTLED_MS);
    setProblems(undefined);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [source]);
  return { problems, error };
}

function Editor({ begun }: { begun: string }) {
  const [source, setSource] = useState(begun);
  const [jump, setJump] = useState<Jump>();
  const [refused, setRefused] = useState<ApiError>();
  const [published, setPublished] = useState<PublishedFlow>();
  const { problems, error } = useProblems(source);
  const errors = problems?.filter((one) => one.severity === 'error').length;
  const send = async () => {
    try {
      const done = await publish(workspace.value, source);
      setPublished(done);
      setRefused(undefined);
      note(done.isNew ? `${done.version.workflow} ${done.version.version} is published.` : 'This version was published before, with this content.');
    } catch (failure) {
      setRefused(asApiError(failure));
    }
  };
  return (
    <>
      <SourceEditor source={source} change={setSource} problems={problems ?? []} jump={jump} />
      <div class="editor-foot">
        <p role="status" class={errors === undefined ? 'muted' : errors === 0 ? 'text-good' : 'text-bad'}>
          {errors === undefined ? 'Checking …' : errors === 0 ? 'Nothing is wrong with it.' : `${count(errors, 'problem')} to repair`}
        </p>
        {may('author') && (
          <button type="button" class="primary" disabled={errors !== 0} onClick={() => void send()}>
            Publish
          </button>
        )}
      </div>
      {error !== undefined && <Problem error={error} />}
      {refused !== undefined && <Refused error={refused} />}
      {problems !== undefined && problems.length > 0 && <Problems problems={problems} go={setJump} />}
      {published !== undefined && <Published of={published} />}
    </>
  );
}

function Refused({ error }: { error: ApiError }) {
  return (
    <>
      <Problem error={error} />
      {(error.problem.problems ?? []).map((one, i) => (
        <p key={i} class="problem">
          <span class="mono">{one.code}</span> {one.message}; {one.fix}
        </p>
      ))}
    </>
  );
}

function Problems({ problems, go }: { problems: FlowProblem[]; go: (jump: Jump) => void }) {
  return (
    <section aria-label="Problems" class="problems">
      <ul>
        {problems.map((one, i) => (
          <li key={i}>
            <button type="button" onClick={() => go({ line: one.line, column: one.column })}>
              <span class={`dot tone-${one.severity === 'error' ? 'bad' : 'warn'}`}>
                <Icon name={one.severity === 'error' ? 'cross' : 'block'} size={12} />
              </span>
              <span>
                <span class="mono muted">
                  {one.line}:{one.column} {one.code}
                </span>{' '}
                {one.message}
                {one.fix !== '' && <strong class="fix"> {one.fix}</strong>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Published({ of }: { of: PublishedFlow }) {
  const { workflow, version, number } = of.version;
  const shown = useLoad((signal) => showFlow(workspace.peek(), workflow, version, signal), [workflow, version]);
  return (
    <section class="spaced" aria-label="Published">
      <p class="callout calm">
        <a href={link(['flows', workflow], { version, workspace: inWorkspace.value })}>
          {workflow} {version}
        </a>{' '}
        is published.
      </p>
      <div class="two">
        <section>
          <h2>What it does</h2>
          {shown.value !== undefined && <FlowTree tasks={tasksOf(shown.value.definition['do'], '/do')} />}
        </section>
        {may('operator') && (
          <section>
            <h2>Try it</h2>
            <TryIt flow={workflow} number={number} />
          </section>
        )}
      </div>
    </section>
  );
}
