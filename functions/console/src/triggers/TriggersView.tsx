import { listTriggers } from '../api/triggers';
import type { Trigger } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace, workspace } from '../shell/session';
import { On } from '../ui/On';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Table } from '../ui/Table';
import { usePages } from '../ui/usePages';

export function TriggersView() {
  const triggers = usePages(
    async (cursor, signal) => {
      const page = await listTriggers(workspace.peek(), cursor, signal);
      return { items: page.triggers, next: page.next };
    },
    [workspace.value],
  );
  return (
    <Page title="Triggers">
      {triggers.error !== undefined && <Problem error={triggers.error} retry={triggers.reload} />}
      {triggers.items === undefined && triggers.loading && <Loading what="triggers" />}
      {triggers.items?.length === 0 && (
        <Empty>
          No trigger in this workspace. <span class="mono">belay trigger create</span> makes one, and so does a flow that
          names its triggers.
        </Empty>
      )}
      {triggers.items !== undefined && triggers.items.length > 0 && (
        <Table<Trigger>
          caption="Triggers"
          items={triggers.items}
          id={(trigger) => trigger.id}
          columns={[
            {
              name: 'Trigger',
              cell: (trigger) => (
                <a class="strong" href={link(['triggers', trigger.id], { workspace: inWorkspace.value })}>
                  {trigger.id}
                </a>
              ),
            },
            { name: 'Sender', cell: (trigger) => trigger.sender },
            { name: 'Starts', cell: (trigger) => trigger.workflow },
            { name: 'State', cell: (trigger) => <On on={trigger.enabled} /> },
            { name: 'Made by', cell: (trigger) => trigger.flow ?? <span class="muted">hand</span> },
          ]}
        />
      )}
      {triggers.more !== undefined && (
        <button type="button" onClick={triggers.more}>
          More triggers
        </button>
      )}
    </Page>
  );
}
