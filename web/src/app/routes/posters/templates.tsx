import { Page } from '@/components/layouts/page';
import { ButtonLink } from '@/components/ui/button';
import { PlusIcon } from '@/components/ui/icons';
import { paths } from '@/config/paths';
import { TemplateLibrary } from '@/features/posters/components/template-library';

export default function PosterTemplatesRoute() {
  return (
    <Page
      title="Templates"
      sub="Your designs in versions, with the pictures and fonts they use."
      back={{ to: paths.posters, label: 'All runs' }}
      actions={
        <ButtonLink to={paths.newPosterTemplate} look="primary" icon={<PlusIcon />}>
          New template
        </ButtonLink>
      }
    >
      <TemplateLibrary />
    </Page>
  );
}
