import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const PLACES = [process.env.BELAY_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const DESK = { width: 1360, height: 860 };
export const PHONE = { width: 390, height: 844 };

/** Opens pages that note everything that must not happen: errors, and requests to anybody else. */
export async function open(base, screenshots) {
  const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));
  mkdirSync(screenshots, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const complaints = [];
  const page = async (options = {}) => {
    const context = await browser.newContext({
      viewport: DESK,
      colorScheme: 'light',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      ...options,
    });
    const opened = await context.newPage();
    opened.setDefaultTimeout(20_000);
    opened.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    opened.on('console', (message) => {
      // A refusal that the page expects and shows is no fault of it.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(`console: ${message.text()}`);
      }
    });
    opened.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(base).origin) {
        complaints.push(`request to another host: ${request.url()}`);
      }
    });
    return opened;
  };
  const shot = (of, name, whole = false) => of.screenshot({ path: join(screenshots, `${name}.png`), fullPage: whole });
  return { page, shot, complaints, close: () => browser.close() };
}
