import { useEffect, useRef } from 'preact/hooks';
import { Problem } from '../ui/Problem';
import { Icon } from '../ui/Icon';
import { place } from './location';
import { Nav } from './Nav';
import { closeNote, notes, spoken } from './say';
import { access, enter } from './session';
import { SignIn } from './SignIn';
import { View } from './View';

export function App() {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to content
      </a>
      <Inside />
      <div class="sr-only" aria-live="polite" role="status">
        {spoken}
      </div>
      <Notes />
    </>
  );
}

/** The fragment is the address of a view, so the link moves the focus by itself. */
function skip(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Inside() {
  const now = access.value;
  switch (now.kind) {
    case 'asking':
      return <main id="main" tabIndex={-1} class="centred" aria-busy="true" />;
    case 'out':
      return <SignIn why={now.why} />;
    case 'failed':
      return (
        <main id="main" tabIndex={-1} class="centred">
          <h1>Belay</h1>
          <Problem error={now.error} retry={() => void enter()} />
        </main>
      );
    case 'in':
      return <SignedIn />;
  }
}

function SignedIn() {
  const main = useRef<HTMLElement>(null);
  const view = place.value.parts.slice(0, 2).join('/');
  const first = useRef(true);
  useEffect(() => {
    // Who goes to another view by keyboard goes on from its beginning.
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [view]);
  return (
    <div class="frame">
      <Nav />
      <main id="main" ref={main} tabIndex={-1}>
        <View />
      </main>
    </div>
  );
}

function Notes() {
  return (
    <div class="notes" aria-live="polite">
      {notes.value.map((one) => (
        <div key={one.id} class={`note ${one.bad ? 'bad' : 'good'}`}>
          <Icon name={one.bad ? 'cross' : 'check'} size={14} />
          <span>{one.text}</span>
          <button type="button" class="quiet square" aria-label="Dismiss" onClick={() => closeNote(one.id)}>
            <Icon name="cross" size={12} />
          </button>
        </div>
      ))}
    </div>
  );
}
