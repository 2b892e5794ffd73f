import { useParams } from 'react-router';
import { Page } from '@/components/layouts/page';
import { paths } from '@/config/paths';
import { VideoView } from '@/features/videos/components/video-view';

export default function VideoRoute() {
  const { id = '' } = useParams();
  return (
    <Page title="Video" back={{ to: paths.videos, label: 'Videos' }}>
      <VideoView key={id} id={id} />
    </Page>
  );
}
