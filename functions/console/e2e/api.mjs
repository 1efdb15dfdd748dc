/** Asks the API beside the pages, to prepare what they show. */
export function api(base) {
  const ask = async (method, path, body) => {
    const response = await fetch(`${base}/v1/workspaces/default${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  };
  const until = async (run, statuses) => {
    for (;;) {
      const page = await ask('GET', `/runs/${run}`);
      if (statuses.includes(page.run.status)) {
        return page.run;
      }
      await ask('GET', `/runs/${run}/result?wait=1s`).catch(() => {});
    }
  };
  return { ask, until };
}
