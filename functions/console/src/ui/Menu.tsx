import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface Props {
  label: ComponentChildren;
  children: ComponentChildren;
}

/** A button with a panel under it; Escape, or going elsewhere, closes it. */
export function Menu({ label, children }: Props) {
  const element = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (element.current !== null) {
      element.current.open = false;
    }
  };
  return (
    <details
      ref={element}
      class="menu-button"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && element.current?.open === true) {
          close();
          element.current.querySelector('summary')?.focus();
        }
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (to instanceof Node && element.current?.contains(to) !== true) {
          close();
        }
      }}
    >
      <summary>{label}</summary>
      {children}
    </details>
  );
}
