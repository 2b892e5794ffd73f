import { Page } from '@/components/layouts/page';
import { ButtonLink } from '@/components/ui/button';
import { PlusIcon } from '@/components/ui/icons';
import { paths } from '@/config/paths';
import { useRuns } from '@/features/posters/api/get-runs';
import { RunList } from '@/features/posters/components/run-list';

export default function PosterListRoute() {
  const runs = useRuns();
  const some = runs.data?.pages.some((page) => page.runs.length > 0);
  return (
    <Page
      title="Posters"
      sub="One poster for each person of a list."
      actions={
        <>
          <ButtonLink to={paths.posterTemplates}>Templates</ButtonLink>
          {some && (
            <ButtonLink to={paths.newPosterRun} look="primary" icon={<PlusIcon />}>
              New run
            </ButtonLink>
          )}
        </>
      }
    >
      <RunList />
    </Page>
  );
}
