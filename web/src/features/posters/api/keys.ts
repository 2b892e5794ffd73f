/** Names of what is kept of the server's poster data. */
export const posterKeys = {
  templates: ['posters', 'templates'] as const,
  sizes: ['posters', 'sizes'] as const,
  library: ['posters', 'library'] as const,
  sections: ['posters', 'library', 'sections'] as const,
  version: (id: string) => ['posters', 'library', 'version', id] as const,
  versions: (id: string) => ['posters', 'library', 'versions', id] as const,
  images: ['posters', 'library', 'images'] as const,
  fonts: ['posters', 'library', 'fonts'] as const,
  runs: ['posters', 'runs'] as const,
  run: (id: string) => ['posters', 'run', id] as const,
  saving: (run: string) => ['posters', 'run', run, 'saving'] as const,
  latestSave: (run: string) => ['posters', 'run', run, 'latest-save'] as const,
  failedSaves: (save: string) => ['posters', 'save', save, 'failed'] as const,
  posters: (id: string, state: string) => ['posters', 'run', id, 'posters', state] as const,
};
