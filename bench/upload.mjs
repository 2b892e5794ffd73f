// How long a running server takes to accept 100,000 rows of 20 columns, and how its heap grows.
//
//   node bench/upload.mjs --pid PID [--server http://127.0.0.1:8000] [--token TOKEN] [--rounds 3]
//
// The process id is the server's Java process: its heap is read by jcmd after a full collection, before,
// during and after the upload. Each run is cancelled as soon as it was accepted.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:8000' },
    token: { type: 'string' },
    pid: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
});
if (!options.pid) throw new Error('--pid is missing: the process id of the running server');
const headers = options.token ? { Authorization: `Bearer ${options.token}` } : {};
const rows = 100_000;
const columns = Array.from({ length: 18 }, (_, i) => `column_${i + 3}`).join(',');
const cells = ',some cell'.repeat(18);
const csv = [`username,user_id,${columns}`];
for (let row = 1; row <= rows; row++) csv.push(`user${row},${row}${cells}`);
const file = new Blob([csv.join('\n')], { type: 'text/csv' });

/** Megabytes of what a full collection leaves; the histogram is taken while nothing else runs. */
function liveHeap() {
  const histogram = execFileSync('jcmd', [options.pid, 'GC.class_histogram'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return Number(/^Total\s+\d+\s+(\d+)/m.exec(histogram)[1]) / 2 ** 20;
}

async function upload() {
  const form = new FormData();
  form.set('csv', file, 'people.csv');
  form.set('template', '<p>{column_3}</p>');
  form.set('name', 'Upload benchmark');
  const start = performance.now();
  const answer = await fetch(`${options.server}/api/posters/runs`, { method: 'POST', body: form, headers });
  const run = await answer.json();
  if (answer.status !== 202) throw new Error(JSON.stringify(run));
  const seconds = (performance.now() - start) / 1000;
  await fetch(`${options.server}/api/posters/runs/${run.id}/cancel`, { method: 'POST', headers });
  return seconds;
}

console.log(`${rows} rows, ${(file.size / 1e6).toFixed(1)} MB`);
for (let round = 1; round <= Number(options.rounds); round++) {
  const before = liveHeap();
  let most = before;
  const uploading = upload();
  let done = false;
  uploading.finally(() => (done = true));
  // A look every half second costs the server a full collection, so the second upload is timed alone.
  while (!done) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    most = Math.max(most, liveHeap());
  }
  await uploading;
  const seconds = await upload();
  console.log(
    `round ${round}: accepted in ${seconds.toFixed(2)} s; live heap ${before.toFixed(0)} MB before, ` +
      `${most.toFixed(0)} MB at most during`,
  );
}
