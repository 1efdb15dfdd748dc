import type { ComponentChildren } from 'preact';

export interface Column<T> {
  name: string;
  cell: (item: T) => ComponentChildren;
  class?: string;
}

interface Props<T> {
  caption: string;
  columns: Column<T>[];
  items: T[];
  id: (item: T) => string;
}

/** A plain table; on a phone it scrolls within its own box. */
export function Table<T>({ caption, columns, items, id }: Props<T>) {
  return (
    <div class="table-box scrolls" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" class={column.class}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={id(item)}>
              {columns.map((column) => (
                <td key={column.name} class={column.class}>
                  {column.cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
