import { useEffect, useState } from 'preact/hooks';
import { useLoad, type Loaded } from './useLoad';

export interface Pages<T> extends Omit<Loaded<T[]>, 'value'> {
  items: T[] | undefined;
  /** Missing on the last page. */
  more: (() => void) | undefined;
}

/** A list that grows page by page. */
export function usePages<T>(
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<{ items: T[]; next?: string | undefined }>,
  dependencies: unknown[],
): Pages<T> {
  const [pages, setPages] = useState(1);
  useEffect(() => setPages(1), dependencies);
  const found = useLoad(
    async (signal) => {
      const items: T[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < pages; page++) {
        const got = await load(cursor, signal);
        items.push(...got.items);
        cursor = got.next;
        if (cursor === undefined) {
          break;
        }
      }
      return { items, next: cursor };
    },
    [...dependencies, pages],
  );
  return {
    ...found,
    items: found.value?.items,
    more: found.value?.next === undefined ? undefined : () => setPages(pages + 1),
  };
}
