import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [preact({ devToolsEnabled: false })],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    // Inlined files would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': process.env['BELAY_API'] ?? 'http://127.0.0.1:8080' } },
  test: { include: ['test/**/*.test.ts'] },
});
