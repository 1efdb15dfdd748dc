import { useId } from 'preact/hooks';
import type { Json } from '../api/types';

export type Parsed = { ok: true; value: Json } | { ok: false; why: string };

/** An empty field is null. */
export function parseJson(text: string): Parsed {
  if (text.trim() === '') {
    return { ok: true, value: null };
  }
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (failure) {
    return { ok: false, why: failure instanceof Error ? failure.message : 'This is no JSON.' };
  }
}

interface Props {
  label: string;
  value: string;
  change: (text: string) => void;
  rows?: number;
}

export function JsonField({ label, value, change, rows = 8 }: Props) {
  const hint = useId();
  const parsed = parseJson(value);
  return (
    <label class="field">
      <span>
        {label} <span class="muted">JSON</span>
      </span>
      <textarea
        class="mono"
        rows={rows}
        spellcheck={false}
        value={value}
        aria-invalid={!parsed.ok}
        aria-describedby={hint}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <span id={hint} class={parsed.ok ? 'muted' : 'text-bad'}>
        {parsed.ok ? (value.trim() === '' ? 'Empty is null.' : ' ') : `${parsed.why}. Texts and names need double quotes.`}
      </span>
    </label>
  );
}
