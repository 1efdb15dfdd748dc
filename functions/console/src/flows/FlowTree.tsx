import { STATE_LOOKS } from '../ui/Status';
import { Icon, type IconName } from '../ui/Icon';
import { liveOf, type Task, type TaskLive } from './tree';

const ICONS: Record<string, IconName> = {
  call: 'activity',
  for: 'repeat',
  fork: 'lanes',
  switch: 'flow',
  wait: 'clock',
  listen: 'signal',
  emit: 'signal',
  run: 'child',
  raise: 'cross',
};

interface Props {
  tasks: Task[];
  /** How the tasks stand in a run; missing where only the definition is shown. */
  live?: ReadonlyMap<string, TaskLive>;
  open?: (command: number) => void;
}

/** The drawn flow: tasks one below the other, with what is inside them indented. */
export function FlowTree({ tasks, live, open }: Props) {
  return (
    <ol class="tree">
      {tasks.map((task) => (
        <li key={task.pointer}>
          <Node task={task} {...(live === undefined ? {} : { live })} {...(open === undefined ? {} : { open })} />
          {task.blocks.map((block) => (
            <div key={block.label} class="tree-block">
              {block.label !== '' && <p class="tree-label">{block.label}</p>}
              <FlowTree tasks={block.tasks} {...(live === undefined ? {} : { live })} {...(open === undefined ? {} : { open })} />
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Node({ task, live, open }: Omit<Props, 'tasks'> & { task: Task }) {
  const state = live === undefined ? undefined : liveOf(task, live);
  const own = live?.get(task.pointer);
  const look = state === undefined ? undefined : STATE_LOOKS[state];
  const command = own?.step?.command;
  const inside = (
    <>
      <span class={`dot tone-${look?.tone ?? 'none'}`}>
        <Icon name={look?.icon ?? ICONS[task.kind] ?? 'flow'} size={12} />
      </span>
      <span class="tree-text">
        <span class="step-name">{task.name}</span> <span class="muted">{task.kind}</span>
        {task.brief !== '' && <span class="tree-brief mono">{task.brief}</span>}
      </span>
      {own !== undefined && own.count > 1 && (
        <span class="step-note">
          × {own.count}
          {own.failed > 0 && <span class="text-bad"> {own.failed} failed</span>}
        </span>
      )}
      {look !== undefined && <span class={`tree-state text-${look.tone}`}>{look.word}</span>}
    </>
  );
  return command !== undefined && open !== undefined ? (
    <button type="button" class={`tree-node${look === undefined ? '' : ` edge-${look.tone}`}`} onClick={() => open(command)}>
      {inside}
    </button>
  ) : (
    <div class={`tree-node${look === undefined ? '' : ` edge-${look.tone}`}`}>{inside}</div>
  );
}
