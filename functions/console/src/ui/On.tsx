import { Icon } from './Icon';

/** Whether something is on, in a word and a sign. */
export function On({ on, words = ['Enabled', 'Disabled'] }: { on: boolean; words?: [string, string] }) {
  return (
    <span class={`badge small tone-${on ? 'good' : 'calm'}`}>
      <Icon name={on ? 'check' : 'pause'} size={12} />
      {words[on ? 0 : 1]}
    </span>
  );
}
