import { useNavigate } from 'react-router';
import { Page } from '@/components/layouts/page';
import { paths } from '@/config/paths';
import { NewRun } from '@/features/posters/components/new-run';

export default function NewPosterRunRoute() {
  const navigate = useNavigate();
  return (
    <Page title="New posters" back={{ to: paths.posters, label: 'All runs' }}>
      <NewRun onStarted={(run) => void navigate(paths.posterRun(run.id))} />
    </Page>
  );
}
