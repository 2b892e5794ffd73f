import { paths } from './paths';

export type Studio = { name: string; path: string };

/** The studios that work, in the order of the navigation. */
export const studios: readonly Studio[] = [
  { name: 'Posters', path: paths.posters },
  { name: 'Campaigns', path: paths.campaigns },
  { name: 'Archive', path: paths.archive },
  { name: 'Videos', path: paths.videos },
];
