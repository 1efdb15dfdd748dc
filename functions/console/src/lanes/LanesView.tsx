import { useEffect } from 'preact/hooks';
import { lanes as askLanes } from '../api/access';
import type { Lane, Queue } from '../api/types';
import { duration } from '../ui/format';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Table } from '../ui/Table';
import { useLoad } from '../ui/useLoad';

const EVERY_MS = 5000;

export function LanesView() {
  const lanes = useLoad(askLanes, []);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && lanes.reload(), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Page title="Lanes">
      <p class="muted lead">Queues are shared by all workspaces. Numbers are approximate; a dash stands where nobody can tell.</p>
      {lanes.error !== undefined && <Problem error={lanes.error} retry={lanes.reload} />}
      {lanes.value === undefined && lanes.loading && <Loading what="lanes" />}
      {lanes.value?.lanes.length === 0 && <Empty>This host serves no lane.</Empty>}
      {lanes.value?.lanes.map((lane) => (
        <LaneTable key={lane.name} lane={lane} />
      ))}
    </Page>
  );
}

const number = (n: number | null | undefined) => (n === undefined || n === null ? '–' : n.toLocaleString('en'));

function LaneTable({ lane }: { lane: Lane }) {
  return (
    <section class="lane-part">
      <h2>{lane.name}</h2>
      <Table<Queue>
        caption={`Queues of lane ${lane.name}`}
        items={lane.queues}
        id={(queue) => queue.name}
        columns={[
          { name: 'Queue', cell: (queue) => <span class="mono">{queue.name}</span> },
          { name: 'Waiting', class: 'number', cell: (queue) => number(queue.waiting) },
          { name: 'Not due yet', class: 'number', cell: (queue) => number(queue.delayed) },
          { name: 'In work', class: 'number', cell: (queue) => number(queue.inFlight) },
          {
            name: 'Oldest waits',
            class: 'number',
            cell: (queue) =>
              queue.oldestAgeSeconds === undefined || queue.oldestAgeSeconds === null
                ? '–'
                : duration(queue.oldestAgeSeconds * 1000),
          },
        ]}
      />
    </section>
  );
}
