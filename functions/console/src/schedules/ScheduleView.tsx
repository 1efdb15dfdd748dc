import { useState } from 'preact/hooks';
import { showSchedule, steerSchedule } from '../api/schedules';
import type { Json, ScheduleDetails } from '../api/types';
import { link } from '../shell/location';
import { inWorkspace, may, workspace } from '../shell/session';
import { fields } from '../flows/tree';
import { act } from '../ui/act';
import { Data } from '../ui/Data';
import { Dialog } from '../ui/Dialog';
import { On } from '../ui/On';
import { Empty, Loading, Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { Table } from '../ui/Table';
import { Ago, At } from '../ui/Time';
import { useLoad } from '../ui/useLoad';
import { cell, countWords, whenWords } from './words';

const runLink = (workflowId: string) => link(['run', workflowId], { workspace: inWorkspace.value });

export function ScheduleView({ id }: { id: string }) {
  const [pausing, setPausing] = useState(false);
  const found = useLoad((signal) => showSchedule(workspace.peek(), id, signal), [workspace.value, id]);
  const schedule = found.value?.value;
  const steer = (what: 'resume' | 'trigger', done: string) =>
    act(steerSchedule(workspace.value, id, what), done, found.reload);
  return (
    <Page
      title={id}
      above={schedule !== undefined && <On on={!schedule.paused} words={['Active', 'Paused']} />}
      actions={
        schedule !== undefined &&
        may('operator') && (
          <>
            {schedule.paused ? (
              <button type="button" onClick={() => void steer('resume', 'The schedule is active again.')}>
                Resume
              </button>
            ) : (
              <button type="button" onClick={() => setPausing(true)}>
                Pause …
              </button>
            )}
            <button type="button" class="primary" onClick={() => void steer('trigger', 'A run was asked for.')}>
              Trigger now
            </button>
          </>
        )
      }
    >
      {found.error !== undefined && <Problem error={found.error} retry={found.reload} />}
      {schedule === undefined && found.loading && <Loading what="the schedule" />}
      {schedule !== undefined && <Details schedule={schedule} />}
      {pausing && (
        <PauseDialog
          close={() => setPausing(false)}
          pause={(reason) => {
            setPausing(false);
            void act(steerSchedule(workspace.value, id, 'pause', reason), 'Nothing is started until it is resumed.', found.reload);
          }}
        />
      )}
    </Page>
  );
}

function Details({ schedule }: { schedule: ScheduleDetails }) {
  return (
    <>
      <dl class="facts">
        <div>
          <dt>Starts</dt>
          <dd>{cell(fields(schedule.definition['target'])['workflow'])}</dd>
        </div>
        <div>
          <dt>When</dt>
          <dd>{whenWords(schedule.definition['spec'])}</dd>
        </div>
        {schedule.pauseReason !== undefined && (
          <div>
            <dt>Paused because</dt>
            <dd>{schedule.pauseReason}</dd>
          </div>
        )}
        <div>
          <dt>So far</dt>
          <dd>{countWords(schedule.counts)}</dd>
        </div>
        {schedule.open.length > 0 && (
          <div>
            <dt>Open</dt>
            <dd>
              {schedule.open.map((run) => (
                <a key={run} class="mono" href={runLink(run)}>
                  {run}{' '}
                </a>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <div class="two">
        <section>
          <h2>Due next{schedule.paused ? ', once it is resumed' : ''}</h2>
          {schedule.next.length === 0 && <p class="muted">Never again.</p>}
          <ol class="due">
            {schedule.next.map((time) => (
              <li key={time}>
                <At at={time} />
                <span class="muted">
                  <Ago at={time} />
                </span>
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>Definition</h2>
          <Data label="Definition" value={schedule.definition} />
        </section>
      </div>
      <h2 class="spaced">Ledger</h2>
      <Ledger lines={[...schedule.ledger].reverse()} />
    </>
  );
}

type Line = { [name: string]: Json };

function Ledger({ lines }: { lines: Line[] }) {
  if (lines.length === 0) {
    return <Empty>Nothing was due yet.</Empty>;
  }
  const time = (line: Line, name: string) => {
    const at = line[name];
    return typeof at === 'string' ? <At at={at} /> : null;
  };
  return (
    <Table<Line>
      caption="Due times and what became of them, newest first"
      items={lines}
      id={(line) => `${cell(line['due'])}${cell(line['workflowId'])}${cell(line['cause'])}`}
      columns={[
        { name: 'Due', cell: (line) => time(line, 'due') },
        { name: 'Why', cell: (line) => cell(line['cause']).toLowerCase() },
        {
          name: 'Became',
          cell: (line) => (
            <>
              {cell(line['status']).toLowerCase().replace(/_/g, ' ')}
              {Number(line['count'] ?? 1) > 1 && ` × ${cell(line['count'])}`}
            </>
          ),
        },
        {
          name: 'Run',
          cell: (line) => {
            const id = line['workflowId'];
            return typeof id === 'string' ? (
              <a class="mono" href={runLink(id)}>
                {id}
              </a>
            ) : null;
          },
        },
        { name: 'Ended', cell: (line) => cell(line['ended']).toLowerCase().replace(/_/g, ' ') },
        { name: 'Note', cell: (line) => cell(line['note']) },
      ]}
    />
  );
}

function PauseDialog({ close, pause }: { close: () => void; pause: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title="Pause the schedule" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          pause(reason);
        }}
      >
        <p>Nothing is started until it is resumed. Open runs go on.</p>
        <label class="field">
          <span>Reason</span>
          <input maxLength={1024} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <div class="dialog-actions">
          <button type="button" onClick={close}>
            Close
          </button>
          <button type="submit" class="primary">
            Pause
          </button>
        </div>
      </form>
    </Dialog>
  );
}
