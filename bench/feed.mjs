// The feed under load, and a video that a thousand people like at once. See bench/README.md.
//
//   psql -v videos=1000000 -f bench/feed.sql                (once a server has made the tables)
//   node bench/feed.mjs --database postgresql://… --secret SECRET_KEY --servers http://127.0.0.1:8000,http://127.0.0.1:8001
//
// Needs `psql`, and the servers' SECRET_KEY, with which it signs in as people that it makes. `--only pages|votes|likes`
// runs one part.
import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    database: { type: 'string' },
    secret: { type: 'string' },
    servers: { type: 'string', default: 'http://127.0.0.1:8000' },
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '20' },
    'warm-up': { type: 'string', default: '60' },
    sorts: { type: 'string', default: 'hot,new,top,top&window=month' },
    people: { type: 'string', default: '1000' },
    only: { type: 'string' },
  },
});
const servers = options.servers.split(',');
const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function call(server, method, path, token) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const sent = request(server + path, { method, agent, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode,
          took: performance.now() - started,
          body: JSON.parse(Buffer.concat(parts).toString() || '{}'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

function sql(query) {
  return execFileSync('psql', [options.database, '-qAt', '-c', query], { encoding: 'utf8' }).trim();
}

/** Accounts that are made past the registration, with their tokens. */
function people(count) {
  const name = `bench${Date.now()}`;
  const rows = sql(
    `insert into identity.users (username, email, password_hash, folded_username, folded_email)
     select n, n || '@example.com', '-', n, n || '@example.com' from (
       select '${name}-' || i as n from generate_series(1, ${count}) i) named
     returning id || ' ' || username`,
  );
  return rows.split('\n').map((row) => token(...row.split(' ')));
}

function token(id, username) {
  const now = Math.floor(Date.now() / 1000);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: username, user_id: id, exp: now + 1800, iss: 'atelier', jti: randomUUID(), iat: now };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', options.secret).update(text).digest('base64url')}`;
}

/** Makes calls at an even rate, however long each takes, and returns how long each took. */
async function atRate(rate, seconds, work) {
  const took = [];
  let failed = 0;
  const pending = [];
  const start = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    const due = start + (i * 1000) / rate;
    if (due > performance.now()) await wait(due - performance.now());
    pending.push(
      work(i).then(
        (answer) => (answer.status === 200 ? took.push(answer.took) : failed++),
        () => failed++,
      ),
    );
  }
  await Promise.all(pending);
  return { took: took.sort((one, other) => one - other), failed, seconds: (performance.now() - start) / 1000 };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);

async function pages() {
  let warmUp = Number(options['warm-up']);
  for (const sort of options.sorts.split(',')) {
    let cursor = '';
    const cursors = [''];
    for (let page = 0; page < 200; page++) {
      const { body } = await call(servers[0], 'GET', `/videos/feed?sort=${sort}&cursor=${cursor}`);
      cursor = body.nextCursor ?? '';
      cursors.push(cursor);
    }
    const read = (i) => call(servers[0], 'GET', `/videos/feed?sort=${sort}&cursor=${cursors[(i * 37) % 200]}`);
    await atRate(Number(options.rate), warmUp, read);
    warmUp = 5;
    const { took, failed, seconds } = await atRate(Number(options.rate), Number(options.seconds), read);
    console.log(`feed by ${sort}:`, {
      perSecond: Math.round(took.length / seconds), failed, p50: at(took, 0.5), p95: at(took, 0.95), p99: at(took, 0.99),
    });
  }
}

/** Reads 200 pages while the videos on them are voted on. */
async function votes() {
  const voters = people(200);
  const expected = sql(
    `select video_id from videos.video_ranks where until = 9223372036854775807
     order by hot desc, video_id desc limit 2000`,
  ).split('\n');
  let done = false;
  let cast = 0;
  let refused = 0;
  const voting = (async () => {
    const started = performance.now();
    const under = new Set();
    while (!done) {
      const due = started + (cast + refused) * (1000 / Number(options.rate));
      if (due > performance.now()) await wait(due - performance.now());
      const i = Math.floor(Math.random() * expected.length);
      const what = Math.random() < 0.5 ? 'like' : 'dislike';
      const sent = call(servers[i % servers.length], 'POST', `/videos/${expected[i]}/${what}`, voters[i % 200]).then(
        ({ status }) => (status === 200 ? cast++ : refused++),
      );
      under.add(sent);
      void sent.finally(() => under.delete(sent));
      if (under.size > 200) await Promise.race(under);
    }
    await Promise.all(under);
    return cast / ((performance.now() - started) / 1000);
  })();
  await wait(12_000);
  const read = [];
  let cursor = '';
  let tick = 0n;
  for (let page = 0; page < 200; page++) {
    const { body } = await call(servers[page % servers.length], 'GET', `/videos/feed?limit=10&cursor=${cursor}`);
    read.push(...body.videos.map(({ id }) => id));
    cursor = body.nextCursor;
    tick = Buffer.from(cursor, 'base64url').readBigInt64BE(1);
    await wait(100);
  }
  done = true;
  const perSecond = await voting;
  const order = (condition) =>
    sql(`select video_id from videos.video_ranks where ${condition} order by hot desc, video_id desc limit 2000`).split('\n');
  const then = order(`since <= ${tick} and until > ${tick}`);
  const now = order('until = 9223372036854775807');
  console.log('200 pages while people vote:', {
    votesPerSecond: Math.round(perSecond),
    cast,
    refused,
    videos: read.length,
    repeated: read.length - new Set(read).size,
    skipped: then.filter((id) => !read.includes(id)).length,
    inAnotherPlaceThanAtTheStart: then.filter((id, place) => id !== read[place]).length,
    inAnotherPlaceNow: now.filter((id, place) => id !== read[place]).length,
  });
}

async function likes() {
  const crowd = people(Number(options.people));
  const video = sql(`select id from videos.videos order by random() limit 1`);
  const before = Number(sql(`select likes_count from videos.videos where id = '${video}'`));
  const started = performance.now();
  const answers = await Promise.all(
    crowd.map((who, i) => call(servers[i % servers.length], 'POST', `/videos/${video}/like`, who)),
  );
  const seconds = (performance.now() - started) / 1000;
  const [count, rows] = sql(
    `select likes_count - ${before}, (select count(*) from videos.video_reactions r
       where r.video_id = v.id and r.reaction = 'LIKE' and r.created_at > now() - interval '1 minute')
     from videos.videos v where id = '${video}'`,
  ).split('|');
  console.log(`${crowd.length} people like one video:`, {
    nodes: servers.length, seconds: seconds.toFixed(2),
    failed: answers.filter(({ status }) => status !== 200).length,
    statuses: [...new Set(answers.map(({ status, body }) => `${status} ${body.error ?? ''}`))].join(', '), counted: Number(count), rows: Number(rows),
  });
}

const parts = { pages, votes, likes };
for (const [name, part] of Object.entries(parts)) {
  if (!options.only || options.only === name) await part();
}
agent.destroy();
