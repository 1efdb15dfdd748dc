import type { ComponentType } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { RunsView } from '../runs/RunsView';
import { Loading, Page } from '../ui/Page';
import { link, place } from './location';

const RunView = lazy(async () => (await import('../run/RunView')).RunView);
const StartView = lazy(async () => (await import('../start/StartView')).StartView);
const CompareView = lazy(async () => (await import('../compare/CompareView')).CompareView);
const FlowsView = lazy(async () => (await import('../flows/FlowsView')).FlowsView);
const FlowView = lazy(async () => (await import('../flows/FlowView')).FlowView);
const EditorView = lazy(async () => (await import('../flows/EditorView')).EditorView);
const SchedulesView = lazy(async () => (await import('../schedules/SchedulesView')).SchedulesView);
const ScheduleView = lazy(async () => (await import('../schedules/ScheduleView')).ScheduleView);
const TriggersView = lazy(async () => (await import('../triggers/TriggersView')).TriggersView);
const TriggerView = lazy(async () => (await import('../triggers/TriggerView')).TriggerView);
const LanesView = lazy(async () => (await import('../lanes/LanesView')).LanesView);
const WaitingView = lazy(async () => (await import('../lanes/WaitingView')).WaitingView);

/** The view of the address. */
export function View() {
  const [name = 'runs', id] = place.value.parts;
  const shown = view(name, id);
  return <Suspense fallback={<Loading what="the page" />}>{shown}</Suspense>;
}

function view(name: string, id: string | undefined) {
  const of = (One: ComponentType<{ id: string }>, fallback: ComponentType) => {
    const Fallback = fallback;
    return id === undefined ? <Fallback /> : <One key={id} id={id} />;
  };
  switch (name) {
    case 'runs':
      return <RunsView />;
    case 'run':
      return of(RunView, NotFound);
    case 'start':
      return <StartView />;
    case 'compare':
      return <CompareView />;
    case 'flows':
      return of(FlowView, FlowsView);
    case 'publish':
      return <EditorView />;
    case 'schedules':
      return of(ScheduleView, SchedulesView);
    case 'triggers':
      return of(TriggerView, TriggersView);
    case 'lanes':
      return <LanesView />;
    case 'waiting':
      return <WaitingView />;
    default:
      return <NotFound />;
  }
}

function NotFound() {
  return (
    <Page title="No such page">
      <p>
        There is nothing at this address. <a href={link(['runs'])}>Go to the runs</a>.
      </p>
    </Page>
  );
}
