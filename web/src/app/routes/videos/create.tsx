import { useNavigate } from 'react-router';
import { Page } from '@/components/layouts/page';
import { paths } from '@/config/paths';
import { CreateForm } from '@/features/videos/components/create-form';
import { StudioNav } from '@/features/videos/components/studio-nav';

export default function CreateVideoRoute() {
  const navigate = useNavigate();
  return (
    <Page title="Make a video" sub="A few words become a short film." actions={<StudioNav />}>
      <CreateForm onStarted={(video) => void navigate(paths.video(video.id))} />
    </Page>
  );
}
