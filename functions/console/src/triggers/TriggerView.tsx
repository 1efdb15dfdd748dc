import { listDeliveries, redeliver, setTriggerEnabled, showTrigger } from '../api/triggers';
import type { Delivery, DeliveryResult } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace, may, workspace } from '../shell/session';
import { act } from '../ui/act';
import { Icon, type IconName } from '../ui/Icon';
import { On } from '../ui/On';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Table } from '../ui/Table';
import { At } from '../ui/Time';
import { useLoad } from '../ui/useLoad';
import { usePages } from '../ui/usePages';

/** A trigger and its inbox: what came, what became of it, and how to deliver it once more. */
export function TriggerView({ id }: { id: string }) {
  const found = useLoad((signal) => showTrigger(workspace.peek(), id, signal), [workspace.value, id]);
  const inbox = usePages(
    async (cursor, signal) => {
      const page = await listDeliveries(workspace.peek(), id, cursor, signal);
      return { items: page.deliveries, next: page.next };
    },
    [workspace.value, id],
  );
  const trigger = found.value;
  const turn = () =>
    act(
      setTriggerEnabled(workspace.value, id, !(trigger?.enabled ?? false)),
      trigger?.enabled === true ? 'Deliveries start no runs now.' : 'Deliveries start runs again.',
      found.reload,
    );
  return (
    <Page
      title={id}
      above={trigger !== undefined && <On on={trigger.enabled} />}
      actions={
        trigger !== undefined &&
        may('operator') && (
          <button type="button" onClick={() => void turn()}>
            {trigger.enabled ? 'Disable' : 'Enable'}
          </button>
        )
      }
    >
      {found.error !== undefined && <Problem error={found.error} retry={found.reload} />}
      {trigger !== undefined && (
        <dl class="facts">
          {[
            ['Starts', trigger.workflow],
            ['Sender', trigger.sender],
            ['Filter', trigger.filter],
            ['Made by', trigger.flow],
          ].map(
            ([name, value]) =>
              value !== undefined && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
          <div>
            <dt>Runs</dt>
            <dd>
              <a href={link(['runs'], { trigger: id, workspace: inWorkspace.value })}>that it started</a>
            </dd>
          </div>
        </dl>
      )}
      <h2 class="list-title">Inbox</h2>
      {inbox.error !== undefined && <Problem error={inbox.error} retry={inbox.reload} />}
      {inbox.items === undefined && inbox.loading && <Loading what="the inbox" />}
      {inbox.items?.length === 0 && <Empty>Nothing came yet.</Empty>}
      {inbox.items !== undefined && inbox.items.length > 0 && <Inbox lines={inbox.items} trigger={id} reload={inbox.reload} />}
      {inbox.more !== undefined && (
        <button type="button" onClick={inbox.more}>
          Older deliveries
        </button>
      )}
    </Page>
  );
}

function Inbox({ lines, trigger, reload }: { lines: Delivery[]; trigger: string; reload: () => void }) {
  return (
    <Table<Delivery>
      caption="What came lately, newest first"
      items={lines}
      id={(line) => line.id}
      columns={[
        { name: 'Received', cell: (line) => <At at={line.receivedAt} /> },
        { name: 'Type', cell: (line) => line.type },
        { name: 'Delivery id', cell: (line) => <span class="mono">{line.deliveryId}</span> },
        { name: 'Result', cell: (line) => <Result result={line.result} /> },
        {
          name: 'Again',
          cell: (line) =>
            line.repeatable &&
            may('operator') && (
              <button
                type="button"
                onClick={() => void act(redeliver(workspace.value, trigger, line.id), 'It was delivered again.', reload)}
              >
                Deliver again<span class="sr-only"> {line.deliveryId}</span>
              </button>
            ),
        },
      ]}
    />
  );
}

const LOOKS: Record<DeliveryResult['status'], { tone: string; icon: IconName }> = {
  accepted: { tone: 'good', icon: 'check' },
  duplicate: { tone: 'calm', icon: 'slash' },
  skipped: { tone: 'calm', icon: 'next' },
  handshake: { tone: 'calm', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
};

function Result({ result }: { result: DeliveryResult }) {
  const look = LOOKS[result.status];
  return (
    <>
      <span class={`badge small tone-${look.tone}`}>
        <Icon name={look.icon} size={12} />
        {result.status}
      </span>{' '}
      {result.run !== undefined && (
        <a class="mono" href={link(['run', result.run], { workspace: inWorkspace.value })}>
          {result.run}
        </a>
      )}
      {result.why !== undefined && <span class="muted"> {result.why}</span>}
    </>
  );
}
