import { Page } from '@/components/layouts/page';
import { Feed } from '@/features/videos/components/feed';
import { StudioNav } from '@/features/videos/components/studio-nav';

export default function FeedRoute() {
  return (
    <Page title="Videos" actions={<StudioNav />}>
      <Feed />
    </Page>
  );
}
