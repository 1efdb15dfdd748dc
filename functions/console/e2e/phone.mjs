import assert from 'node:assert/strict';
import { PHONE } from './browser.mjs';

const VIEWS = [
  ['runs', '#/runs', 'Runs'],
  ['run', '#/run/shop-1', 'shop-1'],
  ['step', '#/run/shop-1?step=1', 'shop-1'],
  ['publish', '#/publish', 'Publish a flow'],
  ['schedule', '#/schedules/nightly', 'nightly'],
  ['waiting', '#/waiting', 'Open runs'],
];

/** Nothing is cut off on a phone, and the menu opens. */
export async function phone(base, browser) {
  const page = await browser.page({ viewport: PHONE, hasTouch: true, isMobile: true });
  for (const [name, address, heading] of VIEWS) {
    await page.goto(`${base}/console/${address}`);
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('.loading') === null);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await browser.shot(page, `phone-${name}`);
    assert.ok(wide <= 0, `${name} is ${wide} px too wide: ${await widest(page)}`);
  }
  await page.goto(`${base}/console/#/runs`);
  await page.getByRole('button', { name: 'Menu' }).tap();
  await page.getByRole('link', { name: 'Flows' }).tap();
  await page.getByRole('heading', { level: 1, name: 'Flows' }).waitFor();
  await page.context().close();
}

const widest = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((one) => `${one.tagName}.${one.className}`)
      .slice(0, 8)
      .join(', '),
  );
