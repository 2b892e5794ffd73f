import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const places = [
  process.env.ATELIER_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
];
const browser = places.find((place) => place && existsSync(place));
if (!browser) {
  throw new Error('No Chromium was found: set ATELIER_CHROMIUM to its executable.');
}

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // One server is shared by all; rendering is its work, and it has few cores.
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:8000',
    acceptDownloads: true,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: browser, args: ['--no-sandbox'] },
  },
});
