import { Link } from 'react-router';
import { Button } from '@/components/ui/button';
import { CodeIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import type { ApiProblem } from '@/lib/api-problem';
import type { Section } from '../api/get-library';
import { useSections } from '../api/get-library';
import type { Size } from '../api/get-sizes';
import { useSizes } from '../api/get-sizes';
import type { Template } from '../api/get-templates';
import { useTemplates } from '../api/get-templates';
import styles from './design-step.module.css';
import { OwnDesign } from './own-design';
import type { Change, RunForm } from './run-form';
import { Step } from './step';

type Props = { form: RunForm; change: Change; problem: ApiProblem | null };

function sizeOf(template: Template, sizes: readonly Size[]) {
  const fits = (size: Size) => size.width === template.width && size.height === template.height;
  return {
    size: sizes.find(fits)?.id ?? 'custom',
    width: String(template.width),
    height: String(template.height),
  };
}

/** The version of a section to start from; its HTML stays in the library. */
function fromLibrary({ name, template }: Section): Template {
  return {
    id: template.id,
    name,
    description: `${template.name}, version ${template.version} of your library.`,
    width: template.width,
    height: template.height,
    html: '',
    placeholders: template.placeholders.map((placeholder) => placeholder.name),
    previewUrl: template.preview_url,
  };
}

export function DesignStep({ form, change, problem }: Props) {
  const templates = useTemplates();
  const sizes = useSizes();
  const library = useSections();
  const kept = library.data?.pages.flatMap((page) => page.sections.map(fromLibrary)) ?? [];
  const chosen = form.template;

  const choose = (template: Template) =>
    change({ template, ...sizeOf(template, sizes.data ?? []) });

  return (
    <Step number={2} title="Design" text="Pick one of ours, or bring your own HTML.">
      {templates.isPending && <Loading label="Loading designs" />}
      {templates.isError && (
        <ProblemNotice failure={templates.error} onRetry={() => void templates.refetch()} />
      )}
      <div className={styles.cards} role="radiogroup" aria-label="Design">
        {[...(templates.data ?? []), ...kept].map((template) => (
          <label key={template.id} className={styles.card}>
            <input
              type="radio"
              name="design"
              className="cover"
              aria-label={template.name}
              checked={chosen !== 'own' && chosen?.id === template.id}
              onChange={() => choose(template)}
            />
            <span className={styles.picture}>
              <img src={template.previewUrl} alt="" width={template.width} height={template.height} />
            </span>
            <span className={styles.name}>
              {template.name}
              <small>
                {template.width} × {template.height}
              </small>
            </span>
          </label>
        ))}
        {!templates.isPending && (
          <OwnCard chosen={chosen === 'own'} onChoose={() => change({ template: 'own' })} />
        )}
      </div>
      {chosen !== null && chosen !== 'own' && <About template={chosen} change={change} />}
      {chosen === 'own' && <OwnDesign html={form.html} onChange={(html) => change({ html })} />}
      {problem && <ProblemNotice failure={problem} />}
    </Step>
  );
}

function OwnCard({ chosen, onChoose }: { chosen: boolean; onChoose: () => void }) {
  return (
    <label className={styles.card}>
      <input
        type="radio"
        name="design"
        className="cover"
        aria-label="Your own HTML"
        checked={chosen}
        onChange={onChoose}
      />
      <span className={styles.picture}>
        <CodeIcon size={34} />
      </span>
      <span className={styles.name}>
        Your own HTML
        <small>A file, or pasted</small>
      </span>
    </label>
  );
}

function About({ template, change }: { template: Template; change: Change }) {
  const edit = () => change({ template: 'own', html: template.html });
  return (
    <p className={styles.about}>
      {template.description} It fills{' '}
      {template.placeholders.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <span className={styles.code}>{`{${name}}`}</span>
        </span>
      ))}
      .{' '}
      {template.html === '' ? (
        <Link to={paths.posterTemplate(template.id)}>Open it in the library</Link>
      ) : (
        <Button look="link" onClick={edit}>
          Edit a copy of its HTML
        </Button>
      )}
    </p>
  );
}
