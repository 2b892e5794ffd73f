// How fast `GET /api/campaigns/` answers many clients at once.
//
//   mvn spring-boot:run
//   node bench/campaign-list.mjs [--server http://127.0.0.1:8000] [--connections 32] [--seconds 20] [--campaigns 20]
//
// A user with so many campaigns reads the list over so many connections, each asking again as soon as it is answered.
// The clients are plain sockets, as they share the processors with the server. Seconds before those that count warm
// the server up (`--warm-up`).
import { connect } from 'node:net';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:8000' },
    connections: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '20' },
    'warm-up': { type: 'string', default: '20' },
    campaigns: { type: 'string', default: '20' },
  },
});
const campaigns = Number(options.campaigns);
const { hostname, port } = new URL(options.server);

async function call(method, path, body, token) {
  const answer = await fetch(options.server + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function user() {
  const name = `bench${Date.now()}`;
  const { access_token: token } = await call('POST', '/api/auth/register', {
    username: name,
    email: `${name}@example.com`,
    password: 'securepassword123',
  });
  for (let i = 0; i < campaigns; i++) {
    await call('POST', '/api/campaigns/', {
      name: `Summer Collection ${i}`,
      description: 'Promotional campaign for summer line',
      brand_name: 'FashionBrand',
      target_audience: 'Young adults 18-30',
      tone_id: 'enthusiastic',
    }, token);
  }
  return token;
}

/** One client: asks, reads the whole answer, asks again, until told to stop. */
function client(request, size, done, running) {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    let received = 0;
    let asked = 0;
    const ask = () => {
      received = 0;
      asked = performance.now();
      socket.write(request);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => (running() ? reject(new Error('the server closed a connection')) : resolve()));
    socket.on('data', (part) => {
      if (received === 0 && part.toString('latin1', 9, 12) !== '200') {
        reject(new Error(part.toString('latin1', 0, 500)));
        return;
      }
      received += part.length;
      if (received < size) return;
      if (received > size) {
        reject(new Error(`an answer of ${received} bytes instead of ${size}`));
        return;
      }
      done(performance.now() - asked);
      if (running()) ask();
      else socket.end();
    });
  });
}

/** The bytes of one answer with its headers; all answers are as long as the first. */
function sizeOfAnswer(request) {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let size = 0;
    socket.on('error', reject);
    socket.on('data', (part) => (size += part.length));
    socket.on('connect', () => {
      socket.write(request);
      setTimeout(() => {
        socket.destroy();
        resolve(size);
      }, 1000);
    });
  });
}

async function run(request, size, seconds) {
  const times = [];
  const start = performance.now();
  const running = () => performance.now() - start < seconds * 1000;
  await Promise.all(
    Array.from({ length: Number(options.connections) }, () =>
      client(request, size, (millis) => times.push(millis), running)),
  );
  const took = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
  return {
    requests: times.length,
    perSecond: Math.round(times.length / took),
    p50: at(0.5),
    p99: at(0.99),
    p999: at(0.999),
    most: times.at(-1).toFixed(1),
  };
}

const token = await user();
const listed = await call('GET', '/api/campaigns/', undefined, token);
if (listed.length !== campaigns) throw new Error(`${listed.length} campaigns`);
const request = Buffer.from(
  `GET /api/campaigns/ HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
);
const size = await sizeOfAnswer(request);
console.log({ campaigns, bytes: size, connections: Number(options.connections) });
await run(request, size, Number(options['warm-up']));
console.log(await run(request, size, Number(options.seconds)));
