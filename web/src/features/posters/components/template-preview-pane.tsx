import { Field } from '@/components/ui/field';
import { Spinner } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { cx } from '@/lib/cx';
import type { TemplatePreview, TemplateWarning } from '../api/preview-template';
import styles from './template-editor.module.css';

type Props = {
  preview: TemplatePreview | undefined;
  failure: Error | null;
  updating: boolean;
  values: Readonly<Record<string, string>>;
  onValue: (name: string, value: string) => void;
};

/** The template as the server draws it, what it warns of, and the values it is drawn with. */
export function TemplatePreviewPane({ preview, failure, updating, values, onValue }: Props) {
  return (
    <section className={styles.pane} aria-labelledby="template-preview-title" aria-busy={updating}>
      <div className={styles.head}>
        <h2 id="template-preview-title">Preview</h2>
        <p className={styles.hint} role="status">
          {updating && (
            <>
              <Spinner /> Rendering
            </>
          )}
        </p>
      </div>
      {preview ? (
        <div className={styles.picture}>
          <img
            className={cx(updating && styles.stale)}
            src={`data:${preview.content_type};base64,${preview.preview_image_base64}`}
            alt="The template with sample values"
          />
        </div>
      ) : (
        <div className={styles.blank} aria-hidden="true" />
      )}
      {failure && <ProblemNotice failure={failure} />}
      {preview && preview.warnings.length > 0 && (
        <Notice tone="warn">
          <ul aria-label="Warnings">
            {preview.warnings.slice(0, 20).map((warning, index) => (
              <li key={index}>
                {place(warning)}
                {warning.message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {preview && preview.placeholders.length > 0 && (
        <details className={styles.values}>
          <summary>Sample values ({preview.placeholders.length})</summary>
          <div className={styles.valueFields}>
            {preview.placeholders.map(({ name, sample_value }) => (
              <Field
                key={name}
                label={`{${name}}`}
                value={values[name] ?? sample_value ?? ''}
                onChange={(event) => onValue(name, event.target.value)}
              />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

function place({ part, line }: TemplateWarning) {
  if (line === null) return null;
  return (
    <strong>
      {part === 'css' ? 'CSS line' : 'Line'} {line}:{' '}
    </strong>
  );
}
