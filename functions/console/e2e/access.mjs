import assert from 'node:assert/strict';
import { violations } from './axe.mjs';

/** Who has no key sees nothing; who has one sees what it is for. */
export async function access(base, browser) {
  const page = await browser.page();
  await page.goto(`${base}/console/`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await browser.shot(page, 'sign-in');

  await page.getByLabel('API key or token').fill('nobody');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('That key or token is not accepted').waitFor();

  await page.getByLabel('API key or token').fill(process.env.BELAY_E2E_KEY);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
  await page.getByText('viewer', { exact: true }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Start a run' }).count(), 0, 'a viewer starts nothing');
  assert.equal(await page.getByRole('checkbox').count(), await page.getByRole('group').getByRole('checkbox').count());

  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.context().close();
}
