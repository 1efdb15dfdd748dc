import assert from 'node:assert/strict';

const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at === null ? '' : (at.getAttribute('aria-label') ?? at.textContent ?? '').trim();
  });

/** Presses Tab until something has the focus; whoever cannot get there by keyboard does not get there. */
async function tabTo(page, wanted, most = 80) {
  const seen = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    seen.push(now.slice(0, 30));
    if (wanted.test(now)) {
      return;
    }
  }
  assert.fail(`nothing like ${wanted} has the focus after ${most} tabs: ${seen.join(' | ')}`);
}

/** From the list to a step of a run and back, without a mouse. */
export async function keyboard(base, browser) {
  const page = await browser.page();
  await page.goto(`${base}/console/#/runs`);
  await page.getByRole('link', { name: 'shop-1', exact: true }).waitFor();

  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');

  await tabTo(page, /^shop-1$/);
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(ring, 'solid', 'the focus is seen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'shop-1' }).waitFor();

  await tabTo(page, /^create-project/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('heading', { name: 'Input' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.match(await focused(page), /^create-project/, 'the focus is back where it was');

  await page.goto(`${base}/console/#/runs`);
  await page.getByRole('link', { name: 'shop-1', exact: true }).waitFor();
  await tabTo(page, /^Any status$/);
  await page.keyboard.press('Enter');
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await page.waitForURL('**/#/runs?status=FAILED');
  await page.context().close();
}
