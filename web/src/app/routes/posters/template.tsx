import { useNavigate, useParams } from 'react-router';
import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { useStoredTemplate } from '@/features/posters/api/get-library';
import { TemplateEditor } from '@/features/posters/components/template-editor';

export default function PosterTemplateRoute() {
  const { id = null } = useParams();
  const navigate = useNavigate();
  const template = useStoredTemplate(id);
  const title = id === null ? 'New template' : (template.data?.name ?? 'Template');
  const leave = () => void navigate(paths.posterTemplates);
  return (
    <Page
      title={title}
      sub={template.data && `${template.data.section}, version ${template.data.version}. Saving makes a new version.`}
      back={{ to: paths.posterTemplates, label: 'Templates' }}
    >
      {id !== null && template.isPending && <Loading label="Loading the template" />}
      {template.isError && <ProblemNotice failure={template.error} onRetry={() => void template.refetch()} />}
      {(id === null || template.data) && <TemplateEditor key={id} earlier={template.data ?? null} onSaved={leave} />}
    </Page>
  );
}
