// Builds or tests the web UI, and skips what has not changed since the last time it succeeded.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const web = 'web';
const [task] = process.argv.slice(2);
const ignored = new Set(['node_modules', 'dist', 'coverage', 'test-results']);

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    })
    .sort();
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function run(...command) {
  const { status } = spawnSync(command[0], command.slice(1), { cwd: web, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs the work unless the stamp of its last success still matches and its result is there. */
function once(stamp, value, result, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === value && existsSync(result)) return;
  work();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, value);
}

const dependencies = digest([join(web, 'package.json'), join(web, 'package-lock.json')]);
once(join(web, 'node_modules', '.atelier-stamp'), dependencies, join(web, 'node_modules'), () =>
  run('npm', 'ci', '--no-audit', '--no-fund'),
);

const sources = digest(files(web));
if (task === 'build') {
  once(join('target', 'web-build.stamp'), sources, join('target', 'classes', 'static', 'index.html'), () =>
    run('npm', 'run', 'build'),
  );
} else if (task === 'test') {
  once(join('target', 'web-test.stamp'), sources, join('target', 'classes', 'static', 'index.html'), () =>
    run('npm', 'test'),
  );
} else {
  console.error(`usage: node build/web.mjs build|test, not ${task}`);
  process.exit(2);
}
