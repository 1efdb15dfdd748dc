// Walks the console in a real browser: node run.mjs <base address> <folder for screenshots>
// With BELAY_E2E_KEY, the key of a viewer, it tries what a system does that asks for credentials.
import { access } from './access.mjs';
import { open } from './browser.mjs';
import { seed } from './seed.mjs';
import { scenario } from './scenario.mjs';
import { keyboard } from './keyboard.mjs';
import { views } from './views.mjs';
import { phone } from './phone.mjs';

const [base, screenshots] = process.argv.slice(2);
const key = process.env.BELAY_E2E_KEY;
const only = process.env.BELAY_E2E?.split(',');
const browser = await open(base, screenshots);
const parts = key === undefined ? { scenario, keyboard, views, phone } : { access };
let failed = false;
try {
  if (key === undefined) {
    await seed(base);
  }
  for (const [name, part] of Object.entries(parts)) {
    if (only !== undefined && !only.includes(name)) {
      continue;
    }
    const before = browser.complaints.length;
    try {
      await part(base, browser);
      console.log(`ok ${name}`);
    } catch (failure) {
      failed = true;
      console.log(`FAILED ${name}: ${failure.stack}`);
    }
    for (const complaint of browser.complaints.slice(before)) {
      failed = true;
      console.log(`FAILED ${name}: ${complaint}`);
    }
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
