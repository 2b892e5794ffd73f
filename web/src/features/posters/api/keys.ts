/** Names of what is kept of the server's poster data. */
export const posterKeys = {
  templates: ['posters', 'templates'] as const,
  sizes: ['posters', 'sizes'] as const,
  runs: ['posters', 'runs'] as const,
  run: (id: string) => ['posters', 'run', id] as const,
  posters: (id: string, state: string) => ['posters', 'run', id, 'posters', state] as const,
};
