import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PlusIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { useSections } from '../api/get-library';
import styles from './library.module.css';
import { TemplateSection } from './template-section';

/** The library by section, each with the version that is active. */
export function TemplateSections() {
  const query = useSections();
  const sections = query.data?.pages.flatMap((page) => page.sections) ?? [];

  if (query.isPending) return <Loading label="Loading templates" />;
  if (query.isError && sections.length === 0) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  if (sections.length === 0) {
    return (
      <EmptyState
        title="Keep your own designs"
        text="A template is HTML with names in braces. Each change is kept as a version, and runs start from any of them."
        action={
          <ButtonLink to={paths.newPosterTemplate} look="primary" large icon={<PlusIcon />}>
            New template
          </ButtonLink>
        }
      />
    );
  }
  return (
    <>
      <ul className={styles.sections} aria-label="Sections">
        {sections.map((section) => (
          <TemplateSection key={section.name} section={section} />
        ))}
      </ul>
      <MoreItems query={query}>Show more sections</MoreItems>
    </>
  );
}
