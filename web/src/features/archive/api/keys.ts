/** Names of what is kept of the server's archive data. */
export const archiveKeys = {
  setup: ['archive', 'setup'] as const,
  runs: ['archive', 'runs'] as const,
  run: (id: string) => ['archive', 'run', id] as const,
  users: (id: string, state: string) => ['archive', 'run', id, 'users', state] as const,
  findings: (id: string) => ['archive', 'run', id, 'findings'] as const,
};
