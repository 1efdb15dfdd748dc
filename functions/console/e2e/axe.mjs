import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let source;

/** What somebody could not see, reach or hear on the page. */
export async function violations(page) {
  source ??= await readFile(AXE, 'utf8');
  // Through the debugger: the page's own policy allows no script but its own.
  await page.evaluate(source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join('; ')}`);
}
