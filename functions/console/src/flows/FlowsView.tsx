import { listFlows } from '../api/flows';
import type { FlowVersion } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace, may, workspace } from '../shell/session';
import { Icon } from '../ui/Icon';
import { On } from '../ui/On';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Table } from '../ui/Table';
import { Ago } from '../ui/Time';
import { usePages } from '../ui/usePages';

export function FlowsView() {
  const flows = usePages(
    async (cursor, signal) => {
      const page = await listFlows(workspace.peek(), cursor, signal);
      return { items: page.flows, next: page.next };
    },
    [workspace.value],
  );
  const here = { workspace: inWorkspace.value };
  return (
    <Page
      title="Flows"
      actions={
        <a class="button primary" href={link(['publish'], here)}>
          <Icon name="plus" />
          {may('author') ? 'Write a flow' : 'Check a flow'}
        </a>
      }
    >
      {flows.error !== undefined && <Problem error={flows.error} retry={flows.reload} />}
      {flows.items === undefined && flows.loading && <Loading what="flows" />}
      {flows.items?.length === 0 && <Empty>No flow is published in this workspace.</Empty>}
      {flows.items !== undefined && flows.items.length > 0 && (
        <Table<FlowVersion>
          caption="Flows, each with its newest version"
          items={flows.items}
          id={(flow) => flow.workflow}
          columns={[
            {
              name: 'Flow',
              cell: (flow) => (
                <a class="strong" href={link(['flows', flow.workflow], here)}>
                  {flow.workflow}
                </a>
              ),
            },
            { name: 'Newest version', cell: (flow) => flow.version },
            { name: 'State', cell: (flow) => <On on={flow.enabled} /> },
            { name: 'Published', cell: (flow) => <Ago at={flow.publishedAt} /> },
            {
              name: 'Runs',
              cell: (flow) => <a href={link(['runs'], { workflow: flow.workflow, ...here })}>show its runs</a>,
            },
          ]}
        />
      )}
      {flows.more !== undefined && (
        <button type="button" onClick={flows.more}>
          More flows
        </button>
      )}
    </Page>
  );
}
