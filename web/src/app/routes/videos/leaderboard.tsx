import { Page } from '@/components/layouts/page';
import { Leaderboard } from '@/features/videos/components/leaderboard';
import { StudioNav } from '@/features/videos/components/studio-nav';

export default function LeaderboardRoute() {
  return (
    <Page
      title="Leaderboard"
      sub="How sure it is that people like a creator's videos; everybody has one voice, and none for themselves."
      actions={<StudioNav />}
    >
      <Leaderboard />
    </Page>
  );
}
