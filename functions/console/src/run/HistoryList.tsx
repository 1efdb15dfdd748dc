import { useEffect, useState } from 'preact/hooks';
import { history } from '../api/runs';
import type { HistoryEvent, HistoryPage, Run } from '../api/types';
import { go, place, withQuery } from '../shell/location';
import { note } from '../shell/say';
import { workspace } from '../shell/session';
import { Data } from '../ui/Data';
import { clock, count, day } from '../ui/format';
import { Loading } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { asApiError, useLoad } from '../ui/useLoad';
import { eventId, merge } from './merge';

const PAGE = 50;

interface Props {
  run: Run;
  /** What came since the page was opened. */
  fresh: HistoryEvent[];
  batches: number;
}

/** The events of the run page by page, from either end; what is new appears by itself. */
export function HistoryList({ run, fresh, batches }: Props) {
  const order = place.value.query.get('order') === 'oldest' ? 'oldest' : 'newest';
  const first = useLoad(
    (signal) => history(workspace.peek(), run.runId, { order, limit: PAGE }, signal),
    [run.runId, order],
  );
  const [later, setLater] = useState<HistoryPage[]>([]);
  useEffect(() => setLater([]), [run.runId, order]);
  if (first.value === undefined) {
    return first.error === undefined ? <Loading what="the history" /> : <Problem error={first.error} retry={first.reload} />;
  }
  const pages = [first.value, ...later];
  const events = merge(pages.flatMap((page) => page.events), fresh, order, pages.at(-1)?.next === undefined);
  const next = pages.at(-1)?.next;
  const hasMore = next !== undefined && (order === 'newest' || (events.at(-1)?.batch ?? 0) < batches);
  const more = () =>
    history(workspace.value, run.runId, { order, limit: PAGE, cursor: next }).then(
      (page) => setLater([...later, page]),
      (failure: unknown) => note(asApiError(failure).message, true),
    );
  return (
    <section aria-label="History">
      <div class="list-head">
        <span class="muted">{count(batches, 'batch', 'batches')}</span>
        <label class="inline-field">
          <span>Order</span>
          <select value={order} onChange={(event) => go(withQuery({ order: event.currentTarget.value }), true)}>
            <option value="newest">newest first</option>
            <option value="oldest">oldest first</option>
          </select>
        </label>
      </div>
      <ol class="events">
        {events.map((event) => (
          <Event key={eventId(event)} event={event} />
        ))}
      </ol>
      {hasMore && (
        <button type="button" onClick={() => void more()}>
          {order === 'newest' ? 'Older events' : 'Later events'}
        </button>
      )}
    </section>
  );
}

function Event({ event }: { event: HistoryEvent }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>
          <span class="event-at mono" title={`${day(event.at)} ${clock(event.at, true)}`}>
            {clock(event.at, true)}
          </span>
          <span class="event-type">{event.type}</span>
          <span class="event-text">{event.text}</span>
          <span class="event-no mono muted">{eventId(event)}</span>
        </summary>
        {open && <Data label={`Event ${eventId(event)}`} value={event.event} />}
      </details>
    </li>
  );
}
