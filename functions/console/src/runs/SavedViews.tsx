import { useState } from 'preact/hooks';
import { link, place } from '../shell/location';
import { note } from '../shell/say';
import { inWorkspace } from '../shell/session';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { dropView, keepView, readViews } from './savedViews';

const BUILT_IN = [
  { name: 'All', query: '' },
  { name: 'Open', query: 'status=RUNNING,BLOCKED,SCHEDULED' },
  { name: 'Failed', query: 'status=FAILED,TIMED_OUT' },
  { name: 'Blocked', query: 'status=BLOCKED' },
];

/** The query without what is no filter, so that views can be told apart by it. */
function filtersOf(query: URLSearchParams): string {
  const plain = new URLSearchParams(query);
  plain.delete('workspace');
  plain.delete('cursor');
  plain.sort();
  return decodeURIComponent(plain.toString());
}

export function SavedViews() {
  const [views, setViews] = useState(() => readViews(localStorage));
  const [naming, setNaming] = useState(false);
  const here = filtersOf(place.value.query);
  const known = [...BUILT_IN, ...views];
  const isKnown = known.some((view) => view.query === here);
  const address = (query: string) => {
    const parameters = new URLSearchParams(query);
    if (inWorkspace.value !== undefined) {
      parameters.set('workspace', inWorkspace.value);
    }
    return link(['runs'], parameters);
  };
  return (
    <nav class="tabs" aria-label="Saved views">
      <ul>
        {known.map((view) => (
          <li key={view.name}>
            <a href={address(view.query)} aria-current={view.query === here ? 'page' : undefined}>
              {view.name}
            </a>
            {views.includes(view) && view.query === here && (
              <button
                type="button"
                class="quiet square"
                aria-label={`Forget the view ${view.name}`}
                onClick={() => setViews(dropView(localStorage, view.name))}
              >
                <Icon name="cross" size={12} />
              </button>
            )}
          </li>
        ))}
        {!isKnown && (
          <li>
            <button type="button" class="quiet" onClick={() => setNaming(true)}>
              <Icon name="star" size={14} />
              Save this view
            </button>
          </li>
        )}
      </ul>
      {naming && (
        <NameDialog
          close={() => setNaming(false)}
          keep={(name) => {
            setViews(keepView(localStorage, { name, query: here }));
            note(`The view ${name} is kept in this browser.`);
            setNaming(false);
          }}
        />
      )}
    </nav>
  );
}

function NameDialog({ close, keep }: { close: () => void; keep: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <Dialog title="Save this view" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep(name.trim());
        }}
      >
        <label class="field">
          <span>Name</span>
          <input required maxLength={40} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <div class="dialog-actions">
          <button type="button" onClick={close}>
            Close
          </button>
          <button type="submit" class="primary" disabled={name.trim() === ''}>
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
