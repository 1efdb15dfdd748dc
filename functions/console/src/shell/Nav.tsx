import { useState } from 'preact/hooks';
import { Icon, type IconName } from '../ui/Icon';
import { go, link, place, withQuery } from './location';
import { access, inWorkspace, isInstallationAdmin, signOut, workspace } from './session';
import { nextTheme, theme } from './theme';

interface Item {
  view: string;
  name: string;
  icon: IconName;
  also?: string[];
}

const ITEMS: Item[] = [
  { view: 'runs', name: 'Runs', icon: 'runs', also: ['run', 'start', 'compare'] },
  { view: 'waiting', name: 'Open runs', icon: 'wait' },
  { view: 'flows', name: 'Flows', icon: 'flow', also: ['publish'] },
  { view: 'schedules', name: 'Schedules', icon: 'calendar' },
  { view: 'triggers', name: 'Triggers', icon: 'bolt' },
  { view: 'lanes', name: 'Lanes', icon: 'lanes' },
];

export function Nav() {
  const [open, setOpen] = useState(false);
  const here = place.value.parts[0] ?? 'runs';
  return (
    <header class={`side${open ? ' open' : ''}`}>
      <div class="brand-row">
        <a class="brand" href={link(['runs'], { workspace: inWorkspace.value })}>
          <Mark />
          Belay
        </a>
        <button
          type="button"
          class="quiet square menu"
          aria-expanded={open}
          aria-controls="nav"
          aria-label="Menu"
          onClick={() => setOpen(!open)}
        >
          <Icon name="menu" />
        </button>
      </div>
      <div class="side-body" id="nav">
        <WorkspaceSelect />
        <nav aria-label="Views">
          <ul>
            {ITEMS.map((item) => {
              const current = item.view === here || item.also?.includes(here) === true;
              return (
                <li key={item.view}>
                  <a
                    href={link([item.view], { workspace: inWorkspace.value })}
                    aria-current={current ? 'page' : undefined}
                    onClick={() => setOpen(false)}
                  >
                    <Icon name={item.icon} />
                    {item.name}
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
        <Foot />
      </div>
    </header>
  );
}

function WorkspaceSelect() {
  const now = access.value;
  const known = now.kind === 'in' ? now.workspaces : [];
  const all = known.includes(workspace.value) ? known : [workspace.value, ...known];
  return (
    <label class="workspace">
      <span>Workspace</span>
      <select
        value={workspace.value}
        onChange={(event) => go(withQuery({ workspace: event.currentTarget.value, cursor: undefined }))}
      >
        {all.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const THEME_WORDS = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

function Foot() {
  const now = access.value;
  if (now.kind !== 'in') {
    return null;
  }
  const local = now.me.kind === 'local';
  const role = isInstallationAdmin() ? 'admin' : (now.me.roles[workspace.value] ?? now.me.roles['*'] ?? 'no role');
  return (
    <div class="side-foot">
      <p class="who" title={now.me.name}>
        <span class="who-name">{local ? 'This machine' : now.me.name}</span>
        <span class="muted">{role}</span>
      </p>
      <button type="button" class="quiet" onClick={nextTheme}>
        <Icon name={theme.value === 'dark' ? 'moon' : theme.value === 'light' ? 'sun' : 'auto'} />
        {THEME_WORDS[theme.value]}
      </button>
      {!local && (
        <button type="button" class="quiet" onClick={signOut}>
          <Icon name="out" />
          Sign out
        </button>
      )}
    </div>
  );
}

export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#14213d" />
      <path d="M16 6.5a6 6 0 0 0-6 6v7a6 6 0 0 0 12 0v-7a6 6 0 0 0-6-6Z" fill="none" stroke="#5eead4" stroke-width="3" />
      <path d="M22 12.5v7" stroke="#14213d" stroke-width="4" />
      <path d="M20.5 17.5 22 19.5l3.5-5" fill="none" stroke="#f8fafc" stroke-width="2.4" stroke-linecap="round" />
    </svg>
  );
}
