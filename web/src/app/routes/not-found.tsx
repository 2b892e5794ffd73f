import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/config/paths';

export default function NotFoundRoute() {
  return (
    <>
      <title>Not found · Atelier</title>
      <EmptyState
        title="There is no such page"
        text="The address may be mistyped, or the page has moved."
        action={<ButtonLink to={paths.home}>To the start</ButtonLink>}
      />
    </>
  );
}
