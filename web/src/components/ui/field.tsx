import type { ComponentProps } from 'react';
import { useId } from 'react';
import { cx } from '@/lib/cx';
import styles from './field.module.css';

type Extra = { label: string; hint?: string; error?: string | null };

export function Field({ label, hint, error, ...rest }: ComponentProps<'input'> & Extra) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
      />
      {hint && !error && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}

type SelectProps = {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  invalid?: boolean;
  onChange: (value: string) => void;
};

export function Select({ label, value, options, invalid = false, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.input}
        value={value}
        aria-invalid={invalid}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

type AreaProps = ComponentProps<'textarea'> & { label: string; hint?: string; code?: boolean };

/** Words that people write, or code: what programs read. */
export function TextArea({ label, hint, code = false, ...rest }: AreaProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        spellCheck={!code}
        {...rest}
        id={id}
        className={cx(styles.input, code && styles.code)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
