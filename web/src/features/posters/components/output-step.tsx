import { Field } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Segmented } from '@/components/ui/segmented';
import type { ApiProblem } from '@/lib/api-problem';
import { useSizes } from '../api/get-sizes';
import styles from './output-step.module.css';
import type { Change, RunForm } from './run-form';
import { nameOf } from './run-form';
import { SizeChoice } from './size-choice';
import { Step } from './step';

type Props = { form: RunForm; change: Change; problem: ApiProblem | null };

const formats = [
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
] as const;

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
    </Step>
  );
}
