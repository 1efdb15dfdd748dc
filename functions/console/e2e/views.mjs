import assert from 'node:assert/strict';
import { violations } from './axe.mjs';

const VIEWS = [
  ['runs', '#/runs', 'Runs'],
  ['run', '#/run/shop-1', 'shop-1'],
  ['run-history', '#/run/shop-1?tab=history', 'shop-1'],
  ['run-data', '#/run/shop-1?tab=data', 'shop-1'],
  ['run-waiting', '#/run/holiday-ann', 'holiday-ann'],
  ['step', '#/run/shop-1?step=1', 'shop-1'],
  ['flow-run', '#/run/greeting-1?tab=flow', 'greeting-1'],
  ['start', '#/start?like=shop-1', 'Start a run'],
  ['compare', '#/compare?a=shop-1&b=shop-2', 'Compare two runs'],
  ['flows', '#/flows', 'Flows'],
  ['flow', '#/flows/examples.greeting', 'examples.greeting'],
  ['publish', '#/publish', 'Publish a flow'],
  ['schedules', '#/schedules', 'Schedules'],
  ['schedule', '#/schedules/nightly', 'nightly'],
  ['triggers', '#/triggers', 'Triggers'],
  ['trigger', '#/triggers/pushes', 'pushes'],
  ['lanes', '#/lanes', 'Lanes'],
  ['waiting', '#/waiting', 'Open runs'],
];

/** Every view, light and dark: nothing that somebody could not see, reach or hear. */
export async function views(base, browser) {
  const wrong = [];
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.page({ colorScheme });
    for (const [name, address, heading] of VIEWS) {
      await page.goto(`${base}/console/${address}`);
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ state: 'attached' });
      await page.waitForFunction(() => document.querySelector('.loading') === null);
      if (name === 'publish') {
        await page.getByText('Nothing is wrong with it.').waitFor();
      }
      await browser.shot(page, `${colorScheme}-${name}`);
      wrong.push(...(await violations(page)).map((one) => `${colorScheme} ${name}: ${one}`));
    }
    await page.context().close();
  }
  assert.deepEqual(wrong, []);
}
