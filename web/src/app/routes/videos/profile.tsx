import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { useMe } from '@/features/videos/api/get-me';
import { AccountWanted } from '@/features/videos/components/account-wanted';
import { ProfileView } from '@/features/videos/components/profile-view';
import { StudioNav } from '@/features/videos/components/studio-nav';

export default function ProfileRoute() {
  const me = useMe();
  return (
    <Page title="Profile" actions={<StudioNav />}>
      {me.isPending && <Loading label="Loading the profile" />}
      {me.data === null && <AccountWanted what="Profiles" />}
      {me.data && <ProfileView id={me.data.id} own />}
    </Page>
  );
}
