import { flowVersions, setEnabled, showFlow } from '../api/flows';
import type { FlowVersion } from '../api/types';
import { link, place, withQuery } from '../shell/location';
import { inWorkspace, may, workspace } from '../shell/session';
import { act } from '../ui/act';
import { Data } from '../ui/Data';
import { On } from '../ui/On';
import { Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Table } from '../ui/Table';
import { Ago } from '../ui/Time';
import { useLoad } from '../ui/useLoad';
import { FlowTree } from './FlowTree';
import { tasksOf } from './tree';

/** A flow: its versions, and one of them drawn and as it was written. */
export function FlowView({ id }: { id: string }) {
  const versions = useLoad((signal) => flowVersions(workspace.peek(), id, signal), [workspace.value, id]);
  const newest = versions.value?.versions.at(-1)?.version;
  const chosen = place.value.query.get('version') ?? newest;
  const here = { workspace: inWorkspace.value };
  return (
    <Page
      title={id}
      actions={
        <>
          <a class="button" href={link(['runs'], { workflow: id, ...here })}>
            Its runs
          </a>
          {chosen !== undefined && (
            <a class="button" href={link(['publish'], { flow: id, version: chosen, ...here })}>
              {may('author') ? 'Write a new version' : 'Open in the editor'}
            </a>
          )}
          {may('operator') && (
            <a class="button primary" href={link(['start'], { workflow: id, ...here })}>
              Start a run
            </a>
          )}
        </>
      }
    >
      {versions.error !== undefined && <Problem error={versions.error} retry={versions.reload} />}
      {versions.value === undefined && versions.loading && <Loading what="the versions" />}
      {versions.value !== undefined && (
        <Versions flow={id} versions={[...versions.value.versions].reverse()} chosen={chosen} reload={versions.reload} />
      )}
      {chosen !== undefined && <Version key={chosen} flow={id} version={chosen} />}
    </Page>
  );
}

interface VersionsProps {
  flow: string;
  versions: FlowVersion[];
  chosen: string | undefined;
  reload: () => void;
}

function Versions({ flow, versions, chosen, reload }: VersionsProps) {
  const turn = (version: FlowVersion) =>
    act(
      setEnabled(workspace.value, flow, version.version, !version.enabled),
      `Version ${version.version} is ${version.enabled ? 'disabled: no new run begins with it' : 'enabled'}.`,
      reload,
    );
  return (
    <Table<FlowVersion>
      caption="Versions, newest first"
      items={versions}
      id={(version) => String(version.number)}
      columns={[
        {
          name: 'Version',
          cell: (version) => (
            <a class="strong" href={withQuery({ version: version.version })} aria-current={version.version === chosen}>
              {version.version}
            </a>
          ),
        },
        { name: 'Number', cell: (version) => version.number },
        { name: 'State', cell: (version) => <On on={version.enabled} /> },
        { name: 'Published', cell: (version) => <Ago at={version.publishedAt} /> },
        {
          name: 'Change',
          cell: (version) =>
            may('author') && (
              <button type="button" onClick={() => void turn(version)}>
                {version.enabled ? 'Disable' : 'Enable'}
                <span class="sr-only"> version {version.version}</span>
              </button>
            ),
        },
      ]}
    />
  );
}

function Version({ flow, version }: { flow: string; version: string }) {
  const shown = useLoad((signal) => showFlow(workspace.peek(), flow, version, signal), [flow, version]);
  if (shown.value === undefined) {
    return shown.error === undefined ? <Loading what="the definition" /> : <Problem error={shown.error} retry={shown.reload} />;
  }
  return (
    <div class="two spaced">
      <section>
        <h2>Version {version}</h2>
        <FlowTree tasks={tasksOf(shown.value.definition['do'], '/do')} />
      </section>
      <section>
        <h2>As it was written</h2>
        <Data label="Definition" value={shown.value.source} />
      </section>
    </div>
  );
}
