import { listSchedules } from '../api/schedules';
import type { ScheduleSummary } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace, workspace } from '../shell/session';
import { On } from '../ui/On';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Status } from '../ui/Status';
import { Table } from '../ui/Table';
import { Ago } from '../ui/Time';
import { usePages } from '../ui/usePages';

export function SchedulesView() {
  const schedules = usePages(
    async (cursor, signal) => {
      const page = await listSchedules(workspace.peek(), cursor, signal);
      return { items: page.schedules, next: page.next };
    },
    [workspace.value],
  );
  return (
    <Page title="Schedules">
      {schedules.error !== undefined && <Problem error={schedules.error} retry={schedules.reload} />}
      {schedules.items === undefined && schedules.loading && <Loading what="schedules" />}
      {schedules.items?.length === 0 && (
        <Empty>
          No schedule in this workspace. <span class="mono">belay schedule create</span> makes one.
        </Empty>
      )}
      {schedules.items !== undefined && schedules.items.length > 0 && (
        <Table<ScheduleSummary>
          caption="Schedules"
          items={schedules.items}
          id={(schedule) => schedule.id}
          columns={[
            {
              name: 'Schedule',
              cell: (schedule) => (
                <a class="strong" href={link(['schedules', schedule.id], { workspace: inWorkspace.value })}>
                  {schedule.id}
                </a>
              ),
            },
            { name: 'Starts', cell: (schedule) => schedule.target },
            { name: 'State', cell: (schedule) => <On on={!schedule.paused} words={['Active', 'Paused']} /> },
            { name: 'Its own run', cell: (schedule) => <Status status={schedule.status} /> },
            { name: 'Since', cell: (schedule) => <Ago at={schedule.since} /> },
          ]}
        />
      )}
      {schedules.more !== undefined && (
        <button type="button" onClick={schedules.more}>
          More schedules
        </button>
      )}
    </Page>
  );
}
