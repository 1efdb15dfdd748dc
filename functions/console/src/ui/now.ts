import { signal } from '@preact/signals';

/** The time, by which waits count down; moves once a second while the page is seen. */
export const now = signal(Date.now());

export function keepTime(): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') {
      now.value = Date.now();
    }
  }, 1000);
}
