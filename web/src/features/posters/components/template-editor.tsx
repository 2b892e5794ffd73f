import { lazy, Suspense, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Segmented } from '@/components/ui/segmented';
import { useSettled } from '@/hooks/use-settled';
import { randomId } from '@/lib/random-id';
import type { SavedTemplate } from '../api/change-library';
import { useSaveTemplate } from '../api/change-library';
import type { StoredTemplate } from '../api/get-library';
import { useTemplatePreview } from '../api/preview-template';
import styles from './template-editor.module.css';
import type { TemplateForm } from './template-form';
import { draftOf, formOfTemplate, missingField } from './template-form';
import { TemplatePreviewPane } from './template-preview-pane';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor')).CodeEditor }));

const restBeforePreview = 500;

type Part = 'html' | 'css';

type Props = { earlier: StoredTemplate | null; onSaved: (saved: SavedTemplate) => void };

/** A template as it is written, beside what it looks like. */
export function TemplateEditor({ earlier, onSaved }: Props) {
  const [form, setForm] = useState(() => formOfTemplate(earlier));
  const [part, setPart] = useState<Part>('html');
  const [visit] = useState(randomId);
  const save = useSaveTemplate(onSaved);

  const change = (patch: Partial<TemplateForm>) => {
    if (save.isError) save.reset();
    setForm((now) => ({ ...now, ...patch, revision: now.revision + 1 }));
  };

  const settled = useSettled(form, restBeforePreview);
  const preview = useTemplatePreview(draftOf(settled), `${visit}-${settled.revision}`);
  const missing = missingField(form);
  const draft = draftOf(form);
  const updating = settled.revision !== form.revision || preview.isFetching;

  const found = preview.data?.warnings;
  const warnings = useMemo(
    () => (found ?? []).flatMap(({ line, message, part: of }) => (of === part && line !== null ? [{ line, message }] : [])),
    [found, part],
  );

  const submit = (activate: boolean) => {
    if (draft) save.mutate({ draft, earlier: earlier?.id ?? null, activate });
  };

  return (
    <div className={styles.columns}>
      <div className={styles.work}>
        <div className={styles.fields}>
          <Field
            label="Section"
            maxLength={50}
            value={form.section}
            disabled={earlier !== null}
            onChange={(event) => change({ section: event.target.value })}
          />
          <Field label="Name" maxLength={200} value={form.name} onChange={(event) => change({ name: event.target.value })} />
          <Field label="Width" inputMode="numeric" value={form.width} onChange={(event) => change({ width: event.target.value })} />
          <Field label="Height" inputMode="numeric" value={form.height} onChange={(event) => change({ height: event.target.value })} />
        </div>
        <Segmented
          label="Part"
          value={part}
          options={[
            { value: 'html', label: 'HTML' },
            { value: 'css', label: 'CSS' },
          ]}
          onChange={setPart}
        />
        <Suspense fallback={<Loading label="Loading the editor" />}>
          <CodeEditor
            key={part}
            label={part === 'html' ? 'HTML' : 'CSS'}
            language={part}
            initial={form[part]}
            warnings={warnings}
            onChange={(text) => change({ [part]: text })}
          />
        </Suspense>
        <p className={styles.hint}>
          Write <code>{'{name}'}</code> or <code>{'{speaker.name}'}</code> where a value goes. Your pictures and fonts are
          under their tabs in the library.
        </p>
      </div>
      <div className={styles.side}>
        <TemplatePreviewPane
          preview={preview.data}
          failure={preview.error}
          updating={updating && draftOf(settled) !== null}
          values={form.values}
          onValue={(name, value) => change({ values: { ...form.values, [name]: value } })}
        />
        {save.isError && <ProblemNotice failure={save.error} />}
        <div className={styles.actions}>
          <Button look="primary" disabled={missing !== null} busy={save.isPending} onClick={() => submit(true)}>
            Save and make active
          </Button>
          <Button disabled={missing !== null || save.isPending} onClick={() => submit(false)}>
            Save as a version
          </Button>
        </div>
        {missing && <p className={styles.hint}>{missing}</p>}
      </div>
    </div>
  );
}
