/** Every address of the pages, in one place. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  signUp: '/sign-up',
  posters: '/posters',
  newPosterRun: '/posters/new',
  posterTemplates: '/posters/templates',
  newPosterTemplate: '/posters/templates/new',
  posterTemplate: (id: string) => `/posters/templates/${encodeURIComponent(id)}`,
  posterTemplatePattern: '/posters/templates/:id',
  posterRun: (id: string) => `/posters/${encodeURIComponent(id)}`,
  posterRunPattern: '/posters/:id',
} as const;
