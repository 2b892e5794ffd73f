// What processes and all their children use, read from /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** The numbers of a process from its fourth on: parent first, processor times at 10 to 13. */
function stat(id) {
  const text = readFileSync(`/proc/${id}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 4).split(' ').map(Number);
}

/** Adds up a measure over the processes that match and all their children. */
function sum(matches, measure) {
  const parents = new Map();
  const roots = new Set();
  for (const id of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    attempt(() => {
      parents.set(id, stat(id)[0]);
      if (matches(id)) roots.add(id);
    });
  }
  const belongs = (id) => id !== undefined && (roots.has(id) || belongs(parents.get(id)));
  return [...parents.keys()].filter(belongs).reduce((total, id) => total + (attempt(() => measure(id)) ?? 0), 0);
}

/** A process that has ended meanwhile counts as nothing. */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    return undefined;
  }
}

/** Memory in MB, what the processes share counted once, of those whose command line matches. */
export function memory(matches) {
  const kilobytes = sum(
    (id) => matches(readFileSync(`/proc/${id}/cmdline`, 'utf8')),
    (id) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
  );
  return Math.round(kilobytes / 1024);
}

/** Milliseconds of processor time that a process and its children have used, ended ones included. */
export function processorTime(root) {
  const ticks = sum(
    (id) => id === root,
    (id) => stat(id).slice(10, 14).reduce((total, value) => total + value, 0),
  );
  return ticks * 10;
}
