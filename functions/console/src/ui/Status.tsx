import type { RunStatus, StepState } from '../api/types';
import { Icon, type IconName } from './Icon';

interface Look {
  word: string;
  icon: IconName;
  tone: string;
}

export const STATUS_LOOKS: Record<RunStatus, Look> = {
  SCHEDULED: { word: 'Scheduled', icon: 'clock', tone: 'calm' },
  RUNNING: { word: 'Running', icon: 'play', tone: 'live' },
  BLOCKED: { word: 'Blocked', icon: 'block', tone: 'warn' },
  COMPLETED: { word: 'Completed', icon: 'check', tone: 'good' },
  FAILED: { word: 'Failed', icon: 'cross', tone: 'bad' },
  CANCELLED: { word: 'Cancelled', icon: 'slash', tone: 'calm' },
  TERMINATED: { word: 'Terminated', icon: 'stop', tone: 'calm' },
  TIMED_OUT: { word: 'Timed out', icon: 'hourglass', tone: 'bad' },
  CONTINUED_AS_NEW: { word: 'Continued', icon: 'next', tone: 'calm' },
};

export const STATE_LOOKS: Record<StepState, Look> = {
  FAILED: { word: 'Failed', icon: 'cross', tone: 'bad' },
  RETRYING: { word: 'Retrying', icon: 'repeat', tone: 'warn' },
  RUNNING: { word: 'Open', icon: 'play', tone: 'live' },
  CANCELLED: { word: 'Cancelled', icon: 'slash', tone: 'calm' },
  COMPLETED: { word: 'Done', icon: 'check', tone: 'good' },
};

function Badge({ look, small }: { look: Look; small?: boolean }) {
  return (
    <span class={`badge tone-${look.tone}${small === true ? ' small' : ''}`}>
      <Icon name={look.icon} size={12} />
      {look.word}
    </span>
  );
}

export const Status = ({ status }: { status: RunStatus }) => <Badge look={STATUS_LOOKS[status]} />;

export const State = ({ state }: { state: StepState }) => <Badge look={STATE_LOOKS[state]} small />;

const CLOSED: RunStatus[] = ['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT', 'CONTINUED_AS_NEW'];
export const isClosed = (status: RunStatus) => CLOSED.includes(status);

const RESUMABLE: RunStatus[] = ['FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT'];
export const isResumable = (status: RunStatus) => RESUMABLE.includes(status);
