import type { ComponentType } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { RunsView } from '../runs/RunsView';
import { Loading, Page } from '../ui/Page';
import { link, place } from './location';

const RunView = lazy(async () => (await import('../run/RunView')).RunView);
const StartView = lazy(async () => (await import('../start/StartView')).StartView);

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
