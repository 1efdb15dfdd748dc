import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

const BUILT = 'target/classes/META-INF/resources/console';
const FIRST_LOAD_MAX = 200 * 1024;

const weight = (file: string) => {
  const bytes = readFileSync(join(BUILT, file));
  return file.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length;
};

/** All that the page names, and what that names without being asked to. */
function firstLoad(): string[] {
  const found = new Set(['index.html']);
  for (const file of found) {
    const text = readFileSync(join(BUILT, file), 'utf8');
    const names = [
      ...text.matchAll(/(?:href|src)="\.\/([^"]+)"/g),
      ...text.matchAll(/(?:import|from)\s*"\.\/([^"]+)"/g),
      ...text.matchAll(/url\(\.\/([^)]+)\)/g),
    ].map((match) => match[1] ?? '');
    const inAssets = file.startsWith('assets/');
    names.forEach((name) => /\.(js|css|svg|woff2)$/.test(name) && found.add(inAssets ? `assets/${name}` : name));
  }
  return [...found];
}

describe.skipIf(!existsSync(join(BUILT, 'assets')))('the built pages', () => {
  test('are light to load for the first time', () => {
    const files = firstLoad();
    expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(0);
    expect(files.filter((file) => file.endsWith('.woff2')).length).toBeGreaterThan(0);
    expect(files.reduce((sum, file) => sum + weight(file), 0)).toBeLessThan(FIRST_LOAD_MAX);
  });

  test('load the editor only where it is wanted', () => {
    expect(firstLoad().filter((file) => file.includes('EditorView'))).toEqual([]);
  });

  test('have no script or style of their own in the page', () => {
    const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=/);
    expect(page).not.toMatch(/https?:/);
  });
});
