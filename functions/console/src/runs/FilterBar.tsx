import { useEffect, useState } from 'preact/hooks';
import { RUN_STATUSES, type RunStatus } from '../api/types';
import { go, link } from '../shell/location';
import { inWorkspace } from '../shell/session';
import { Icon } from '../ui/Icon';
import { Menu } from '../ui/Menu';
import { STATUS_LOOKS } from '../ui/Status';
import { RANGES, toQuery, type Filters } from './filters';

const MORE: { name: 'version' | 'tag' | 'attribute' | 'trigger'; label: string; hint?: string }[] = [
  { name: 'version', label: 'Version' },
  { name: 'tag', label: 'Tag' },
  { name: 'attribute', label: 'Attribute', hint: 'name:value' },
  { name: 'trigger', label: 'Trigger' },
];

export function FilterBar({ filters }: { filters: Filters }) {
  const [draft, setDraft] = useState(filters);
  const key = JSON.stringify(filters);
  useEffect(() => setDraft(filters), [key]);
  const apply = (wanted: Filters) => go(link(['runs'], { ...toQuery(wanted), workspace: inWorkspace.value }));
  const set = (changes: Partial<Filters>) => setDraft({ ...draft, ...changes });
  const setNow = (changes: Partial<Filters>) => {
    const wanted = { ...draft, ...changes };
    setDraft(wanted);
    apply(wanted);
  };
  const more = MORE.filter((one) => filters[one.name] !== '').length;
  const text = (name: 'workflow' | 'workflowId' | (typeof MORE)[number]['name']) => ({
    value: draft[name],
    spellcheck: false,
    autoComplete: 'off',
    onInput: (event: { currentTarget: HTMLInputElement }) => set({ [name]: event.currentTarget.value.trim() }),
    onChange: () => apply(draft),
  });
  return (
    <form
      class="filters"
      role="search"
      aria-label="Filter runs"
      onSubmit={(event) => {
        event.preventDefault();
        apply(draft);
      }}
    >
      <label class="search-field">
        <span class="sr-only">Workflow id or run id</span>
        <Icon name="search" />
        <input type="search" placeholder="Workflow id or run id" {...text('workflowId')} />
      </label>
      <label>
        <span class="sr-only">Workflow</span>
        <input type="search" placeholder="Workflow" {...text('workflow')} />
      </label>
      <StatusFilter chosen={draft.status} choose={(status) => setNow({ status })} />
      <label>
        <span class="sr-only">Started</span>
        <select
          value={draft.range}
          onChange={(event) => {
            const range = event.currentTarget.value;
            range === 'custom' ? set({ range }) : setNow({ range });
          }}
        >
          <option value="">Any time</option>
          {Object.entries(RANGES).map(([value, range]) => (
            <option key={value} value={value}>
              Started in the {range.name}
            </option>
          ))}
          <option value="custom">Started between …</option>
        </select>
      </label>
      {draft.range === 'custom' && (
        <span class="between">
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              <span>{end}</span>
              <input
                type="datetime-local"
                value={draft[end]}
                onInput={(event) => set({ [end]: event.currentTarget.value })}
                onChange={() => apply(draft)}
              />
            </label>
          ))}
        </span>
      )}
      <Menu label={`More${more > 0 ? ` (${more})` : ''}`}>
        <div class="menu-panel fields">
          {MORE.map((one) => (
            <label key={one.name} class="field">
              <span>{one.label}</span>
              <input placeholder={one.hint} {...text(one.name)} />
            </label>
          ))}
        </div>
      </Menu>
      <button type="submit" class="sr-only">
        Apply filters
      </button>
    </form>
  );
}

function StatusFilter({ chosen, choose }: { chosen: RunStatus[]; choose: (status: RunStatus[]) => void }) {
  const words =
    chosen.length === 0
      ? 'Any status'
      : chosen.length <= 2
        ? chosen.map((status) => STATUS_LOOKS[status].word).join(', ')
        : `${chosen.length} statuses`;
  return (
    <Menu label={words}>
      <fieldset class="menu-panel">
        <legend class="sr-only">Status</legend>
        {RUN_STATUSES.map((status) => (
          <label key={status} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(status)}
              onChange={(event) =>
                choose(event.currentTarget.checked ? [...chosen, status] : chosen.filter((one) => one !== status))
              }
            />
            <span class={`dot tone-${STATUS_LOOKS[status].tone}`}>
              <Icon name={STATUS_LOOKS[status].icon} size={12} />
            </span>
            {STATUS_LOOKS[status].word}
          </label>
        ))}
      </fieldset>
    </Menu>
  );
}
