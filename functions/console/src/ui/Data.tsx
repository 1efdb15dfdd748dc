import { useState } from 'preact/hooks';
import type { Json } from '../api/types';

const CHARS_SHOWN = 4000;

/** Any JSON, as text. A long one is cut until somebody asks for the rest. */
export function Data({ value, label }: { value: Json | undefined; label: string }) {
  const [whole, setWhole] = useState(false);
  if (value === undefined) {
    return <p class="muted">none</p>;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const cut = !whole && text.length > CHARS_SHOWN;
  return (
    <div class="data">
      <pre tabIndex={0} role="region" aria-label={label}>
        {cut ? `${text.slice(0, CHARS_SHOWN)}…` : text}
      </pre>
      {cut && (
        <button type="button" class="quiet" onClick={() => setWhole(true)}>
          Show all {text.length.toLocaleString('en')} characters
        </button>
      )}
    </div>
  );
}

/** What a payload in an event holds: its JSON, or what is known of one that is stored apart. */
export function payload(value: Json | undefined): Json | undefined {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return 'json' in value ? value['json'] : value;
  }
  return value;
}
