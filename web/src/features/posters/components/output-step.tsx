import { Field } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Segmented } from '@/components/ui/segmented';
import type { ApiProblem } from '@/lib/api-problem';
import { useSizes } from '../api/get-sizes';
import type { Scale } from '../types';
import styles from './output-step.module.css';
import type { Change, RunForm } from './run-form';
import { nameOf } from './run-form';
import { SizeChoice } from './size-choice';
import { Step } from './step';

type Props = { form: RunForm; change: Change; problem: ApiProblem | null };

const formats = [
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
  { value: 'webp', label: 'WebP' },
  { value: 'pdf', label: 'PDF' },
] as const;

const scales = [
  { value: '1', label: '1×' },
  { value: '2', label: '2×' },
  { value: '3', label: '3×' },
] as const;

/** How large the pictures will be. */
function resultOf(form: RunForm): string {
  const [width, height] = [Number(form.width) * form.scale, Number(form.height) * form.scale];
  return width > 0 && height > 0 ? `${width} × ${height} pixels` : '';
}

export function OutputStep({ form, change, problem }: Props) {
  const sizes = useSizes();
  return (
    <Step number={3} title="Size and name">
      <div className={styles.sizes} role="radiogroup" aria-label="Size">
        {sizes.data?.map((size) => (
          <SizeChoice
            key={size.id}
            id={size.id}
            width={size.width}
            height={size.height}
            checked={form.size === size.id}
            onChoose={() =>
              change({ size: size.id, width: String(size.width), height: String(size.height) })
            }
          />
        ))}
        <SizeChoice
          id="custom"
          width={Number(form.width) || 1}
          height={Number(form.height) || 1}
          checked={form.size === 'custom'}
          onChoose={() => change({ size: 'custom' })}
        />
      </div>
      {sizes.isError && (
        <ProblemNotice failure={sizes.error} onRetry={() => void sizes.refetch()} />
      )}
      {form.size === 'custom' && (
        <div className={styles.row}>
          <Field
            label="Width in pixels"
            inputMode="numeric"
            value={form.width}
            onChange={(event) => change({ width: event.target.value })}
          />
          <Field
            label="Height in pixels"
            inputMode="numeric"
            value={form.height}
            onChange={(event) => change({ height: event.target.value })}
          />
        </div>
      )}
      {problem && <ProblemNotice failure={problem} />}
      <div className={styles.rest}>
        <Field
          label="Name of the run"
          value={nameOf(form)}
          placeholder="Follows from the file"
          maxLength={200}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Segmented
          label="Format"
          value={form.format}
          options={formats}
          onChange={(format) => change({ format })}
        />
      </div>
      {form.format !== 'pdf' && (
        <div className={styles.fine}>
          <Segmented
            label="Scale"
            value={String(form.scale) as '1' | '2' | '3'}
            options={scales}
            onChange={(scale) => change({ scale: Number(scale) as Scale })}
          />
          {form.format !== 'png' && (
            <Field
              label="Quality, 1 to 100"
              inputMode="numeric"
              maxLength={3}
              value={form.quality}
              onChange={(event) => change({ quality: event.target.value })}
            />
          )}
          <p className={styles.result}>{resultOf(form)}</p>
        </div>
      )}
    </Step>
  );
}
