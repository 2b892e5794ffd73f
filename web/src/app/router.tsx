import type { RouteObject } from 'react-router';
import { Navigate } from 'react-router';
import { paths } from '@/config/paths';
import CrashRoute from './routes/crash';
import NotFoundRoute from './routes/not-found';
import RootRoute from './routes/root';

const page = (load: () => Promise<{ default: React.ComponentType }>) => async () => ({
  Component: (await load()).default,
});

export const routes: RouteObject[] = [
  {
    path: paths.home,
    Component: RootRoute,
    ErrorBoundary: CrashRoute,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: () => <Navigate to={paths.posters} replace /> },
      { path: paths.posters, lazy: page(() => import('./routes/posters/list')) },
      { path: paths.newPosterRun, lazy: page(() => import('./routes/posters/new')) },
      { path: paths.posterTemplates, lazy: page(() => import('./routes/posters/templates')) },
      { path: paths.newPosterTemplate, lazy: page(() => import('./routes/posters/template')) },
      { path: paths.posterTemplatePattern, lazy: page(() => import('./routes/posters/template')) },
      { path: paths.posterRunPattern, lazy: page(() => import('./routes/posters/run')) },
      { path: paths.signIn, lazy: page(() => import('./routes/sign-in')) },
      { path: paths.signUp, lazy: page(() => import('./routes/sign-up')) },
      { path: paths.campaigns, lazy: page(() => import('./routes/campaigns/list')) },
      { path: paths.newCampaign, lazy: page(() => import('./routes/campaigns/new')) },
      { path: paths.campaignPattern, lazy: page(() => import('./routes/campaigns/campaign')) },
      { path: paths.editCampaignPattern, lazy: page(() => import('./routes/campaigns/edit')) },
      { path: paths.newBatchPattern, lazy: page(() => import('./routes/campaigns/new-batch')) },
      { path: paths.batchPattern, lazy: page(() => import('./routes/campaigns/batch')) },
      { path: paths.archive, lazy: page(() => import('./routes/archive/home')) },
      { path: paths.archiveRunPattern, lazy: page(() => import('./routes/archive/run')) },
      { path: paths.videos, lazy: page(() => import('./routes/videos/feed')) },
      { path: paths.createVideo, lazy: page(() => import('./routes/videos/create')) },
      { path: paths.leaderboard, lazy: page(() => import('./routes/videos/leaderboard')) },
      { path: paths.profile, lazy: page(() => import('./routes/videos/profile')) },
      { path: paths.videoPattern, lazy: page(() => import('./routes/videos/video')) },
      { path: paths.creatorPattern, lazy: page(() => import('./routes/videos/creator')) },
      { path: '*', Component: NotFoundRoute },
    ],
  },
];
