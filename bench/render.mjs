// Posters per second, side by side on this machine: our renderer, a puppeteer-core script with ten
// pages in parallel (plain, and tuned with optimizeForSpeed), and the floor of capturing alone.
//
//   node bench/render.mjs [--direct | --server http://127.0.0.1:8000] [--template rich]
//                         [--rounds 3] [--chromium /path/to/chromium-headless-shell] [--long]
//
// --direct (the default) draws without a server around the renderer; --server sends the rows to a
// running server, and --token gives its operator token. A server draws --warm-up posters before it is
// measured, as the renderer alone does. --long draws 5,000 and compares memory.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { memory, processorTime } from './processes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);
const { values: options } = parseArgs({
  options: {
    direct: { type: 'boolean', default: false },
    server: { type: 'string' },
    token: { type: 'string' },
    template: { type: 'string', default: 'rich' },
    rounds: { type: 'string', default: '3' },
    'warm-up': { type: 'string', default: '3000' },
    chromium: { type: 'string', default: process.env.ATELIER_CHROMIUM ?? '/usr/lib/chromium/chromium-headless-shell' },
    long: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const cores = availableParallelism();
const height = options.template === 'story' ? 1920 : 1080;
const avatar = `data:image/jpeg;base64,${readFileSync(join(here, 'templates', 'avatar.jpg'), 'base64')}`;
const person = {
  name: 'Ada Lovelace {row}',
  title: 'Engineer no. {row}',
  bio: 'Writes programs for engines that do not exist yet and explains them to everyone. Row {row}.',
  sessions: '{row}',
  rating: '4.9',
  countries: '42',
  avatar,
};
const template = Object.entries(person).reduce(
  (html, [name, value]) => html.replaceAll(`{${name}}`, value),
  readFileSync(join(here, 'templates', `${options.template}.html`), 'utf8'),
);
const page = (row) => template.replaceAll('{row}', String(row));
const results = join(here, 'results');
mkdirSync(results, { recursive: true });

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const percentile = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)];

/** Runs the work for each row, so many at a time. */
async function measured(count, parallel, work) {
  const times = [];
  let next = 0;
  const start = performance.now();
  const used = processorTime(process.pid);
  const worker = async () => {
    for (let row = next++; row < count; row = next++) {
      const began = performance.now();
      await work(row);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  const rate = count / ((performance.now() - start) / 1000);
  const processor = (processorTime(process.pid) - used) / count;
  return { rate, p50: Math.round(percentile(times, 0.5)), p95: Math.round(percentile(times, 0.95)), processor };
}

async function withBrowser(work) {
  const browser = await puppeteer.launch({
    executablePath: options.chromium,
    headless: 'shell',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** What a careful script does: one browser, ten pages at a time, a new page per poster. */
function script(optimizeForSpeed, count) {
  return withBrowser((browser) =>
    measured(count, 10, async (row) => {
      const tab = await browser.newPage();
      await tab.setViewport({ width: 1080, height });
      await tab.setContent(page(row), { waitUntil: 'load' });
      await tab.screenshot({ type: 'png', optimizeForSpeed });
      await tab.close();
    }),
  );
}

/** One page that never changes, captured again and again, times the number of cores. */
async function floor(count) {
  const { rate, ...rest } = await withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1080, height });
    await tab.setContent(page(0), { waitUntil: 'load' });
    return measured(count, 1, () => tab.screenshot({ type: 'png', optimizeForSpeed: true }));
  });
  return { rate: rate * cores, ...rest };
}

/** Rounds of so many posters each, in a Java process of their own. */
function direct(counts) {
  const file = join(results, 'page.html');
  writeFileSync(file, template);
  const child = spawn('mvn', ['-q', '-o', 'validate', 'exec:exec@bench-render', `-Dbench.arguments=${[file, height, ...counts].join(' ')}`], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.on('exit', (code) => {
      const lines = [...output.matchAll(/^round (.*)$/gm)].map((match) => JSON.parse(match[1]));
      if (code !== 0 || lines.length !== counts.length) reject(new Error(`the renderer failed:\n${output}`));
      else resolve(lines);
    });
  });
}

async function call(path, body) {
  const response = await fetch(new URL(path, options.server), {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** One job of so many rows on a running server, from the request to the last row's end. */
async function served(count) {
  const rows = Array.from({ length: count }, (_, row) => ({ username: `bench${row}`, user_id: `${row + 1}`, row: `${row}` }));
  const start = Date.now();
  const { jobId } = await call('/api/generate-bulk', {
    bulkMethod: 'csv',
    posterName: 'Benchmark',
    size: 'custom',
    customWidth: 1080,
    customHeight: height,
    skipOverlays: true,
    csvTemplate: template,
    csvColumns: ['username', 'user_id', 'row'],
    csvData: rows,
  });
  let state = await call(`/api/generate-bulk/${jobId}/status`);
  while (!state.completedAt) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    state = await call(`/api/generate-bulk/${jobId}/status`);
  }
  const seconds = (Date.parse(state.completedAt.replace(/(Z|[+-]\d\d:\d\d)?$/, (zone) => zone || 'Z')) - start) / 1000;
  if (state.failure_count > 0) throw new Error(`${state.failure_count} posters failed`);
  const { results: rowsDone } = await call(`/api/batch/jobs/${jobId}/results`);
  const times = rowsDone.map((row) => row.processing_time_ms).filter((time) => time != null);
  return {
    rate: count / seconds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    memory: memory((line) => line.includes('--remote-debugging-pipe') && line.includes('--host-resolver-rules=MAP')),
  };
}

function ours(counts) {
  if (!options.server) return direct(counts);
  return counts.reduce(async (done, count) => [...(await done), await served(count)], Promise.resolve([]));
}

function verdict(name, value, good, unit = '') {
  console.log(`${good ? 'ok    ' : 'MISSED'} ${name}: ${Number(value).toFixed(2)}${unit}`);
}

function print(name, runs) {
  const rate = median(runs.map((run) => run.rate));
  const processor = runs[0].processor === undefined ? '' : `   ${median(runs.map((run) => run.processor)).toFixed(0)} ms of processor each`;
  const line = `${name.padEnd(22)} ${rate.toFixed(2).padStart(7)}/s   p50 ${median(runs.map((run) => run.p50))} ms   p95 ${median(runs.map((run) => run.p95))} ms${processor}`;
  console.log(runs[0].memory === undefined ? line : `${line}   browsers ${Math.max(...runs.map((run) => run.memory))} MB`);
  return rate;
}

async function compare() {
  const runs = { ours: [], plain: [], tuned: [], floor: [] };
  if (options.server && Number(options['warm-up']) > 0) await served(Number(options['warm-up']));
  // Round by round, so that whatever else the machine does hits all of them alike.
  for (let round = 0; round < rounds; round++) {
    runs.plain.push(await script(false, 30));
    runs.ours.push(...(await ours([300])));
    runs.tuned.push(await script(true, 60));
    runs.floor.push(await floor(40));
  }
  console.log(`${options.template} 1080×${height}, ${cores} cores, load ${loadavg()[0].toFixed(1)}, median of ${rounds} rounds`);
  const rate = print(options.server ? 'ours, in the server' : 'ours, direct', runs.ours);
  const plain = print('puppeteer, plain', runs.plain);
  const tuned = print('puppeteer, tuned', runs.tuned);
  const bottom = print('floor', runs.floor);
  verdict('× plain (goal 5.5)', rate / plain, rate / plain >= 5.5);
  verdict('× tuned (goal 2.7)', rate / tuned, rate / tuned >= 2.7);
  verdict('of the floor (goal 0.55)', rate / bottom, rate / bottom >= 0.55);
  const p95 = median(runs.ours.map((run) => run.p95));
  verdict('p95 (goal 300)', p95, p95 <= 300, ' ms');
  const most = Math.max(...runs.ours.map((run) => run.memory));
  verdict('browsers (goal 800)', most, most <= 800, ' MB');
}

async function long() {
  const [early, ...later] = await ours([500, 1500, 1500, 1500]);
  const late = later.at(-1);
  console.log(`browsers after 500 posters ${early.memory} MB, after 5,000 ${late.memory} MB`);
  verdict('growth (goal 1.20)', late.memory / early.memory, late.memory <= 1.2 * early.memory);
}

if (!existsSync(options.chromium)) {
  console.error(`No headless shell at ${options.chromium}; name one with --chromium.`);
  process.exit(2);
}
await (options.long ? long() : compare());
