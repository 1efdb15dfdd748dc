import { signal } from '@preact/signals';

export interface Note {
  id: number;
  text: string;
  bad: boolean;
}

/** What a screen reader hears about updates that nobody asked for. */
export const spoken = signal('');

export const notes = signal<Note[]>([]);
let last = 0;

export function speak(text: string): void {
  spoken.value = text;
}

/** Tells how something ended that the person did. Stays until it is closed where it went wrong. */
export function note(text: string, bad = false): void {
  const id = ++last;
  notes.value = [...notes.value.slice(-2), { id, text, bad }];
  if (!bad) {
    setTimeout(() => closeNote(id), 6000);
  }
}

export function closeNote(id: number): void {
  notes.value = notes.value.filter((one) => one.id !== id);
}
