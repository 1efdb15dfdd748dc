import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

interface Props {
  title: string;
  /** Where the title is no plain text. */
  heading?: ComponentChildren;
  above?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** A view: its name in the window's title, one heading, and what can be done. */
export function Page({ title, heading, above, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Belay`;
  }, [title]);
  return (
    <>
      <header class="page-head">
        <div class="page-title">
          {above}
          <h1 tabIndex={-1}>{heading ?? title}</h1>
        </div>
        {actions !== undefined && <div class="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Loading({ what }: { what: string }) {
  return (
    <p class="loading" role="status">
      Loading {what} …
    </p>
  );
}
