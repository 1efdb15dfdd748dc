const PATHS = {
  play: 'M5 3.5v9l7-4.5z',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.5V8l2.4 1.6',
  check: 'M3 8.5 6.4 12 13 4.5',
  cross: 'm4 4 8 8m0-8-8 8',
  block: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM3.8 3.8l8.4 8.4',
  stop: 'M4 4h8v8H4z',
  slash: 'M3 8h10',
  hourglass: 'M4.5 2h7M4.5 14h7M5 2v2.5L8 8l3-3.5V2M5 14v-2.5L8 8l3 3.5V14',
  next: 'M3 8h9M9 4.5 12.5 8 9 11.5',
  repeat: 'M12.5 6.5A5 5 0 0 0 3.6 5.4M3.2 2.8v2.8H6M3.5 9.5a5 5 0 0 0 8.9 1.1m.4 2.6v-2.8H10',
  runs: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  flow: 'M5.5 2.5h5v3h-5zM2 10.5h4.5v3H2zM9.5 10.5H14v3H9.5zM8 5.5v2.5M4.2 10.5V8h7.6v2.5',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3',
  bolt: 'M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z',
  lanes: 'M2 4.5h9M2 8h12M2 11.5h6M13 4.5h1M10 11.5h4',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.5 10.5l3 3',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  moon: 'M12.8 9.8A5.5 5.5 0 0 1 6.2 3.2a5.5 5.5 0 1 0 6.6 6.6Z',
  auto: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 2v12',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  out: 'M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6',
  compare: 'M5 2.5v11M11 2.5v11M2 5.5h3M2 10.5h3M11 5.5h3M11 10.5h3',
  child: 'M3.5 2.5v6a2 2 0 0 0 2 2h6M9 8l2.8 2.5L9 13',
  signal: 'M2 3.5h12v8H8l-3.5 2.5v-2.5H2z',
  wait: 'M5 2.5h6M8 2.5v2M8 5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM8 7v2.7',
  activity: 'M2 8h3l2-5 3 10 2-5h2',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  star: 'm8 2 1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: whatever it stands for is also said in words. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
