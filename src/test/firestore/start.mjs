// node start.mjs PORT: a Firestore on that port. Installs itself first where that was not done yet, and ends when its
// standard input does, so that it never outlives the tests that started it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const stamp = join(here, 'node_modules', '.atelier-stamp');
const wanted = readFileSync(join(here, 'package-lock.json'), 'utf8');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(1);
  writeFileSync(stamp, wanted);
}

const { FirestoreServer } = await import('@firestore-emulator/server');
const server = new FirestoreServer();

// The emulator knows no order by id and no cursors, which is how users are paged: both are added here.
const query = server.state.v1Query.bind(server.state);
server.state.v1Query = (parent, asked) => {
  if (asked.order_by.length !== 1 || asked.order_by[0].field.field_path !== '__name__') return query(parent, asked);
  const all = query(parent, Object.create(asked, { has_limit: { value: false }, order_by: { value: [] } }));
  const first = asked.has_start_at ? asked.start_at.values[0].reference_value.split('/').at(-1) : '';
  const following = all
    .filter((document) => (asked.start_at?.before ? document.name >= first : document.name > first))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return asked.has_limit ? following.slice(0, asked.limit.value) : following;
};
await server.start(Number(process.argv[2]));
console.log('listening');
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
