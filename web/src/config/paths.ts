/** Every address of the pages, in one place. */
export const paths = {
  home: '/',
  posters: '/posters',
  newPosterRun: '/posters/new',
  posterRun: (id: string) => `/posters/${encodeURIComponent(id)}`,
  posterRunPattern: '/posters/:id',
} as const;
