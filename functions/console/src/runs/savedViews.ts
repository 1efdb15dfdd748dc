/** A list of runs that somebody wants to come back to; kept in this browser. */
export interface SavedView {
  name: string;
  query: string;
}

const KEY = 'belay.views';
const VIEWS_MAX = 50;

export function readViews(storage: Storage): SavedView[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(one: unknown): one is SavedView {
  const view = one as Partial<SavedView> | null;
  return typeof view?.name === 'string' && typeof view.query === 'string';
}

/** Keeps a view; one of the same name is replaced. */
export function keepView(storage: Storage, view: SavedView): SavedView[] {
  const views = [...readViews(storage).filter((one) => one.name !== view.name), view].slice(-VIEWS_MAX);
  storage.setItem(KEY, JSON.stringify(views));
  return views;
}

export function dropView(storage: Storage, name: string): SavedView[] {
  const views = readViews(storage).filter((one) => one.name !== name);
  storage.setItem(KEY, JSON.stringify(views));
  return views;
}
