import { Button } from '@/components/ui/button';
import { CodeIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { ApiProblem } from '@/lib/api-problem';
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

export function DesignStep({ form, change, problem }: Props) {
  const templates = useTemplates();
  const sizes = useSizes();
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
        {templates.data?.map((template) => (
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
      <Button look="link" onClick={edit}>
        Edit a copy of its HTML
      </Button>
    </p>
  );
}
