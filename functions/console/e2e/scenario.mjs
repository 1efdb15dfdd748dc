import assert from 'node:assert/strict';
import { order, services } from './services.mjs';

const publish = async (page, source) => {
  await page.getByLabel('Definition, in YAML or JSON').fill(source);
  await page.getByText('Nothing is wrong with it.').waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('region', { name: 'Published' }).waitFor();
};

/** A flow fails, is repaired, and its run goes on from the step that failed. */
export async function scenario(base, browser) {
  const service = await services();
  const page = await browser.page();
  try {
    await page.goto(`${base}/`);
    await page.waitForURL('**/console/');
    await page.getByRole('heading', { name: 'Runs' }).waitFor();

    // What is wrong with a definition is said in place, and the cursor is led there.
    await page.goto(`${base}/console/#/publish`);
    await page.getByLabel('Definition, in YAML or JSON').fill(order(service.url, '1.0.0').replace('    set:', '    sett:'));
    const problem = page.getByRole('region', { name: 'Problems' }).getByRole('button').first();
    await problem.waitFor();
    assert.match(await problem.innerText(), /set/);
    await browser.shot(page, 'editor-problem');
    await problem.click();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA');

    await publish(page, order(service.url, '1.0.0'));
    await page.getByRole('heading', { name: 'What it does' }).waitFor();
    await page.getByText('insure', { exact: true }).waitFor();
    await browser.shot(page, 'published', true);
    await page.getByLabel('Sample input').fill('{ "items": ["tea", "lamp", "cup"] }');
    await page.getByRole('button', { name: 'Run it' }).click();

    // It is watched as it fails, without being asked for again.
    await page.getByText('Failed', { exact: true }).first().waitFor();
    const failedRun = page.url();
    const failedStep = page.getByRole('button', { name: /ship.*Failed/ });
    await failedStep.waitFor();
    await browser.shot(page, 'run-failed');
    await failedStep.click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: 'Attempts' }).waitFor();
    assert.match(await drawer.getByRole('region', { name: 'Input' }).innerText(), /broken/);
    await browser.shot(page, 'drawer');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });

    await page.goto(`${base}/console/#/publish?flow=shop.order&version=1.0.0`);
    await publish(page, order(service.url, '1.0.1'));

    await page.goto(failedRun);
    await page.getByRole('button', { name: 'Resume …' }).click();
    const resume = page.getByRole('dialog');
    await resume.getByText('Done once more:').waitFor();
    assert.match(await resume.innerText(), /4 steps keep their outcome/);
    await resume.getByRole('checkbox').check();
    await browser.shot(page, 'resume');
    await resume.getByRole('button', { name: 'Resume' }).click();

    await page.waitForURL((url) => url.href !== failedRun);
    await page.getByText('Completed', { exact: true }).first().waitFor();
    await page.getByText('Resumed from').waitFor();
    await page.getByRole('button', { name: /elsewhere.*Done/ }).waitFor();
    await browser.shot(page, 'run-completed');
    await page.getByRole('link', { name: 'Flow', exact: true }).click();
    await page.getByRole('region', { name: 'Flow' }).waitFor();
    await page.getByRole('button', { name: /elsewhere/ }).waitFor();
    await browser.shot(page, 'flow-live');
    await page.getByRole('link', { name: 'compare' }).click();
    await page.getByText('only in the second').first().waitFor();
    await browser.shot(page, 'compare');
    await live(base, browser, page);
    await bulk(base, page);
  } finally {
    service.close();
    await page.context().close();
  }
}

/** What another person does is seen while it happens, and not while the page is paused. */
async function live(base, browser, page) {
  await page.goto(`${base}/console/#/run/travel-ben`);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Signal …' }).click();
  await page.getByLabel('Name').fill('comment');
  await page.getByRole('textbox', { name: /^Content/ }).fill('{"by":"ben"}');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('region', { name: 'Timeline' }).getByText('signal comment').waitFor();
  await browser.shot(page, 'run-open');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused', { exact: true }).waitFor();
}

/** Several runs are ended at once, after a look at which. */
async function bulk(base, page) {
  await page.goto(`${base}/console/#/runs?workflow=approval`);
  await page.getByLabel('Select travel-ben').check();
  await page.getByLabel('Select budget-2027').check();
  await page.getByRole('button', { name: 'Terminate …' }).click();
  const dialog = page.getByRole('dialog');
  assert.match(await dialog.innerText(), /2 runs will be ended by force/);
  await dialog.getByRole('button', { name: 'Terminate 2 runs' }).click();
  await dialog.getByText('2 of 2 done').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByText('Terminated', { exact: true }).nth(1).waitFor();
}
