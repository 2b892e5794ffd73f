import { useParams } from 'react-router';
import { Page } from '@/components/layouts/page';
import { useMe } from '@/features/videos/api/get-me';
import { AccountWanted } from '@/features/videos/components/account-wanted';
import { ProfileView } from '@/features/videos/components/profile-view';
import { StudioNav } from '@/features/videos/components/studio-nav';

export default function CreatorRoute() {
  const { id = '' } = useParams();
  const me = useMe();
  return (
    <Page title="Creator" actions={<StudioNav />}>
      {me.data === null ? (
        <AccountWanted what="Profiles" />
      ) : (
        <ProfileView key={id} id={id} own={me.data?.id === id} />
      )}
    </Page>
  );
}
