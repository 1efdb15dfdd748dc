import { useState } from 'preact/hooks';
import { Mark } from './Nav';
import { signIn } from './session';

export function SignIn({ why }: { why: string | null }) {
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    await signIn(token);
    setBusy(false);
  };
  return (
    <main id="main" tabIndex={-1} class="centred">
      <form class="sign-in" onSubmit={(event) => void submit(event)}>
        <p class="brand">
          <Mark />
          Belay
        </p>
        <h1>Sign in</h1>
        {why !== null && (
          <p class="problem" role="alert">
            {why}
          </p>
        )}
        <label class="field">
          <span>API key or token</span>
          <input
            type="password"
            autoComplete="off"
            spellcheck={false}
            required
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
            aria-describedby="sign-in-hint"
          />
        </label>
        <p id="sign-in-hint" class="muted">
          It is kept for this tab only. <span class="mono">belay key create</span> makes a key.
        </p>
        <button type="submit" class="primary" disabled={busy}>
          Sign in
        </button>
      </form>
    </main>
  );
}
