// How close batches of posts come to the ideal schedule against a stand-in for OpenAI.
//
//   node bench/campaigns.mjs --stand-in 9100                 (start this first, in its own terminal)
//   OPENAI_API_KEY=x OPENAI_BASE_URL=http://127.0.0.1:9100/v1 mvn spring-boot:run
//   node bench/campaigns.mjs [--server http://127.0.0.1:8000] [--posts 100] [--calls 5] [--batches 1]
//
// The stand-in answers captions after 300 ms and pictures after 900 ms, and counts what is under way. `--calls` says
// what ATELIER_CAMPAIGNS_CALLS the server was started with.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { deflateSync, crc32 } from 'node:zlib';

const { values: options } = parseArgs({
  options: {
    'stand-in': { type: 'string' },
    server: { type: 'string', default: 'http://127.0.0.1:8000' },
    log: { type: 'string', default: 'http://127.0.0.1:9100/_log' },
    posts: { type: 'string', default: '100' },
    calls: { type: 'string', default: '5' },
    batches: { type: 'string', default: '1' },
  },
});
const caption = 300;
const picture = 900;

if (options['stand-in']) standIn(Number(options['stand-in']));
else await measure();

function standIn(port) {
  let log = { captions: 0, images: 0, running: 0, most: 0 };
  const png = picturePng().toString('base64');
  createServer(async (request, response) => {
    const send = (body) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (request.url === '/_log') {
      send(log);
      if (request.method === 'DELETE') log = { captions: 0, images: 0, running: 0, most: 0 };
      return;
    }
    for await (const part of request) void part;
    const image = request.url.endsWith('/images/generations');
    log[image ? 'images' : 'captions']++;
    log.most = Math.max(log.most, ++log.running);
    await new Promise((resolve) => setTimeout(resolve, image ? picture : caption));
    log.running--;
    if (image) {
      send({ created: 1, data: [{ b64_json: png }], usage: { input_tokens: 50, output_tokens: 1056, total_tokens: 1106 } });
      return;
    }
    const words = Array.from({ length: 60 }, () => Math.random().toString(36).slice(2, 8)).join(' ');
    send({
      id: 'c', object: 'chat.completion', created: 1, model: 'gpt-6-luna',
      choices: [{ index: 0, finish_reason: 'stop', logprobs: null, message: { role: 'assistant', content: words, refusal: null } }],
      usage: { prompt_tokens: 300, completion_tokens: 120, total_tokens: 420 },
    });
  }).listen(port, '127.0.0.1', () => console.log(`stand-in for OpenAI on port ${port}`));
}

/** A picture of one colour, 1024 pixels each side. */
function picturePng() {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 4, 0, 0, 0, 4, 0, 8, 2, 0, 0, 0]);
  const rows = Buffer.alloc(1024 * (1 + 3 * 1024), 90);
  for (let row = 0; row < 1024; row++) rows[row * (1 + 3 * 1024)] = 0;
  const start = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

async function call(method, path, body, token) {
  const answer = await fetch(options.server + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function measure() {
  const name = `bench${Date.now()}`;
  const user = { username: name, email: `${name}@example.com`, password: 'securepassword123' };
  const { access_token: token } = await call('POST', '/api/auth/register', user);
  const { id } = await call('POST', '/api/campaigns/', { name: 'Benchmark', brand_name: 'Brand' }, token);
  const posts = (count) =>
    Array.from({ length: count }, (_, i) => ({ brand_name: 'Brand', tone: 'modern', topic: `Topic ${i}` }));
  const run = (count) =>
    call('POST', `/api/campaigns/${id}/generate-batch?wait=true`, { posts: posts(count) }, token);
  await run(10);
  await fetch(options.log, { method: 'DELETE' });
  const total = Number(options.posts);
  const batches = Number(options.batches);
  const start = performance.now();
  const done = await Promise.all(Array.from({ length: batches }, () => run(total)));
  const seconds = (performance.now() - start) / 1000;
  const ideal = (batches * total * (caption + picture)) / 1000 / Number(options.calls);
  const log = await (await fetch(options.log)).json();
  console.log({
    posts: batches * total,
    completed: done.reduce((sum, { result }) => sum + result.completed_posts, 0),
    seconds: seconds.toFixed(2),
    ideal: ideal.toFixed(2),
    ratio: (seconds / ideal).toFixed(3),
    ...log,
  });
}
