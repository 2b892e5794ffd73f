import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { zipEntries } from './zip';

const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
});

test.beforeEach(async ({ page }) => {
  const token = process.env.OPERATOR_TOKEN;
  await page.goto('/posters/new');
  await expect(page.getByRole('heading').first()).toBeVisible();
  const asked = page.getByLabel('Operator token');
  if (token && (await asked.isVisible())) {
    await asked.fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await expect(page.getByRole('heading', { name: 'New posters' })).toBeVisible();
});

/** Starts the run that the page shows, after a warning or without, and waits until each of its rows has ended. */
async function startAndFinish(page: Page, warned = false): Promise<number> {
  const start = page.getByRole('button', { name: /^Make [\d,]+ posters?$/ });
  await expect(start).toBeEnabled();
  const posters = Number((await start.innerText()).replaceAll(/\D/g, ''));
  await start.click();
  const bar = page.getByRole('progressbar', { name: 'Progress of the run' });
  if (warned) await page.getByRole('button', { name: /anyway$/ }).click();
  await expect(bar).toHaveAttribute('aria-valuemax', String(posters));
  await expect(bar).toHaveAttribute('aria-valuenow', String(posters), { timeout: 240_000 });
  await expect(page.getByText('Run completed')).toBeAttached();
  return posters;
}

/** Counts the pictures of the gallery, and fails if one of them is broken. */
async function picturesOf(page: Page, expected: number) {
  const pictures = page.getByRole('list', { name: 'Finished posters' }).getByRole('img');
  await expect(pictures).toHaveCount(Math.min(expected, 60));
  await pictures.first().scrollIntoViewIfNeeded();
  await expect
    .poll(() => pictures.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  return pictures;
}

async function download(page: Page): Promise<Buffer> {
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download ZIP' }).click();
  return readFile(await (await saving).path());
}

test('a new user makes posters of sample people and takes them home', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });

  await page.getByRole('button', { name: 'Try with sample people' }).click();
  await page.getByRole('radiogroup', { name: 'Design' }).getByRole('radio').first().check();
  const preview = page.getByRole('region', { name: 'Preview' });
  // The first three rows and the three longest.
  await expect(preview.getByRole('img')).toHaveCount(6);
  await expect(preview.getByRole('status')).toHaveText(/\d+ rows/);

  const posters = await startAndFinish(page);
  const pictures = await picturesOf(page, posters);
  await page.getByRole('button', { name: /^Enlarge the poster of/ }).first().click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Download' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const files = zipEntries(await download(page));
  expect(files.filter((file) => /\.(png|jpe?g)$/.test(file))).toHaveLength(posters);

  await page.reload();
  await expect(pictures).toHaveCount(Math.min(posters, 60));
  await page.getByRole('link', { name: 'All runs' }).click();
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem').first()).toContainText('Done');
  expect(faults).toEqual([]);
});

test('an own CSV meets an own HTML file', async ({ page }) => {
  const people = csv('team.csv', 'username,id,display_name,role', 'ada,1,Ada,Lead', '"bob, jr",2,Bob,Coach');
  await page.getByLabel('CSV file').setInputFiles(people);
  await page.getByRole('radio', { name: 'Your own HTML' }).check();
  await page.getByLabel('HTML file').setInputFiles({
    name: 'card.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<h1 style="font-size:90px">{display_name}</h1><p>{nobody_fills_this}</p>'),
  });
  await page.getByRole('radio', { name: 'Custom size' }).check();
  await page.getByLabel('Width in pixels').fill('400');
  await page.getByLabel('Height in pixels').fill('300');
  await page.getByRole('radio', { name: 'JPEG' }).check();
  await page.getByLabel('Name of the run').fill('Team cards');

  const columns = page.getByLabel('Columns and design');
  await expect(columns).toContainText('role');
  await expect(columns).toContainText('nobody_fills_this');

  expect(await startAndFinish(page, true)).toBe(2);
  await expect(page.getByRole('heading', { name: 'Team cards' })).toBeVisible();
  const pictures = await picturesOf(page, 2);
  const size = await pictures.first().evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  expect(size).toEqual([400, 300]);
});

test('an invalid CSV is refused with the line', async ({ page }) => {
  await page.getByRole('radiogroup', { name: 'Design' }).getByRole('radio').first().check();
  await page.getByLabel('CSV file').setInputFiles(csv('broken.csv', 'username,city', 'ada,Paris', 'bob,"Rome'));

  const alert = page.getByRole('region', { name: 'People' }).getByRole('alert');
  await expect(alert).toContainText('Line 3');
  await expect(page.getByRole('button', { name: 'Make posters' })).toBeDisabled();

  await page.getByRole('button', { name: 'Remove broken.csv' }).click();
  await page.getByLabel('CSV file').setInputFiles(csv('mended.csv', 'username,city', 'ada,Paris', 'bob,Rome'));
  await expect(page.getByRole('button', { name: 'Make 2 posters' })).toBeEnabled();
});
