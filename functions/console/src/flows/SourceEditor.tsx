import { useEffect, useId, useRef } from 'preact/hooks';
import type { FlowProblem } from '../api/types';
import { offsetOf } from './source';

export interface Jump {
  line: number;
  column: number;
}

interface Props {
  source: string;
  change: (source: string) => void;
  problems: FlowProblem[];
  /** Where to put the cursor, each time it is another object. */
  jump: Jump | undefined;
}

const LINE_PX = 20;

/** A field of text with line numbers, which say where something is wrong. */
export function SourceEditor({ source, change, problems, jump }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const hint = useId();
  const lines = source.split('\n').length;
  const wrong = new Map(problems.map((one) => [one.line, one.severity]));
  useEffect(() => {
    const field = area.current;
    if (jump === undefined || field === null) {
      return;
    }
    const at = offsetOf(source, jump.line, jump.column);
    field.focus();
    field.setSelectionRange(at, at);
    field.scrollTop = Math.max(0, (jump.line - 6) * LINE_PX);
  }, [jump]);
  return (
    <div class="editor">
      <div class="gutter mono" ref={gutter} aria-hidden="true">
        {Array.from({ length: lines }, (_, i) => {
          const severity = wrong.get(i + 1);
          return (
            <span key={i} class={severity === undefined ? '' : severity}>
              {i + 1}
            </span>
          );
        })}
      </div>
      <textarea
        ref={area}
        class="mono"
        aria-label="Definition, in YAML or JSON"
        aria-describedby={hint}
        aria-invalid={problems.some((one) => one.severity === 'error')}
        spellcheck={false}
        autoCapitalize="off"
        wrap="off"
        value={source}
        onScroll={(event) => {
          if (gutter.current !== null) {
            gutter.current.scrollTop = event.currentTarget.scrollTop;
          }
        }}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <span id={hint} class="sr-only">
        Tab leaves the field. Problems are listed below it.
      </span>
    </div>
  );
}
