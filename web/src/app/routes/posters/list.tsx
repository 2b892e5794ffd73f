import { Page } from '@/components/layouts/page';
import { ButtonLink } from '@/components/ui/button';
import { PlusIcon } from '@/components/ui/icons';
import { paths } from '@/config/paths';
import { RunList } from '@/features/posters/components/run-list';

export default function PosterListRoute() {
  return (
    <Page
      title="Posters"
      sub="One poster for each person of a list."
      actions={
        <ButtonLink to={paths.newPosterRun} look="primary" icon={<PlusIcon />}>
          New run
        </ButtonLink>
      }
    >
      <RunList />
    </Page>
  );
}
