// From signing up to the leaderboard with the real supabase-js and signed requests: URL RUN SECRET.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';

const [url, run, secret] = process.argv.slice(2);

// Node 20 has no WebSocket, and nothing here uses one.
class NoSocket {}

async function person(name) {
  const client = createClient(url, 'anon-key', {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoSocket },
  });
  const { data, error } = await client.auth.signUp({
    email: `${name}.${run}@example.com`,
    password: 'correct horse battery',
    options: { data: { name } },
  });
  assert.equal(error, null);
  return { id: data.user.id, token: data.session.access_token };
}

async function call(who, method, path, body, signing = true) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = who ? { Authorization: `Bearer ${who.token}` } : {};
  if (text) headers['Content-Type'] = 'application/json';
  if (signing && method !== 'GET') {
    const time = String(Math.floor(Date.now() / 1000));
    const signed = [time, method, path, ...(text ? [text] : [])].join('\n');
    headers['X-InstaVeo-Timestamp'] = time;
    headers['X-InstaVeo-Signature'] = createHmac('sha256', secret).update(signed).digest('hex');
  }
  const answer = await fetch(url + path, { method, headers, ...(text && { body: text }) });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const ada = await person('ada');
const eve = await person('eve');

// Creating: signed, and by somebody.
const unsigned = await call(ada, 'POST', '/videos/create', { prompt: 'A calm sea' }, false);
assert.equal(unsigned.status, 401);
assert.equal(unsigned.body.error, 'invalid_signature');
const created = await call(ada, 'POST', '/videos/create', { prompt: 'A paper boat in the rain' });
assert.equal(created.status, 201, JSON.stringify(created.body));
assert.equal(created.body.status, 'pending');
const path = `/videos/${created.body.id}`;

// In the queue it is its owner's alone.
let video = created.body;
for (let i = 0; i < 600 && video.status !== 'completed'; i++) {
  if (video.status === 'pending') {
    const others = await call(eve, 'GET', path);
    assert.ok(others.status === 404 || others.body.status === 'completed');
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  video = (await call(ada, 'GET', path)).body;
  assert.notEqual(video.status, 'failed', video.failureReason);
}
assert.equal(video.status, 'completed');

// The file is an MP4 that plays before it is whole: its index comes before its pictures.
const file = await fetch(new URL(video.videoUrl, url));
assert.equal(file.status, 200);
assert.equal(file.headers.get('Content-Type'), 'video/mp4');
const bytes = Buffer.from(await file.arrayBuffer());
assert.equal(bytes.toString('latin1', 4, 8), 'ftyp');
assert.ok(bytes.indexOf('moov') < bytes.indexOf('mdat'));
const part = await fetch(new URL(video.videoUrl, url), { headers: { Range: 'bytes=0-99' } });
assert.equal(part.status, 206);

// Everybody finds it in the feed, without what is the owner's.
const feed = await call(null, 'GET', '/videos/feed?limit=50');
const item = feed.body.videos.find(({ id }) => id === video.id);
assert.ok(item, 'not in the feed');
assert.equal(item.username, (await call(ada, 'GET', `/users/${ada.id}`)).body.username);
assert.ok(item.assets.every(({ filePath, sourceUrl }) => filePath === null && sourceUrl === null));

// Likes and views.
const liked = await call(eve, 'POST', `${path}/like`);
assert.deepEqual(
  { ...liked.body },
  { success: true, videoId: video.id, reaction: 'like', likes: 1, dislikes: 0 },
);
assert.equal((await call(eve, 'POST', `${path}/view`)).body.views, 1);
const own = await call(eve, 'GET', `/users/${eve.id}/liked`);
assert.deepEqual(own.body.map(({ id }) => id), [video.id]);

// The leaderboard.
const top = await call(null, 'GET', '/users/top?limit=50');
const creator = top.body.find(({ id }) => id === ada.id);
assert.ok(creator.rank >= 1);
assert.equal(creator.videosCreated, 1);
assert.equal(creator.totalLikes, 1);
assert.equal(creator.email, '');
assert.equal(creator.score, 20.6549);

console.log('every step held');
