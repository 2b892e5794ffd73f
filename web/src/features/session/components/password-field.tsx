import { useState } from 'react';
import { Field } from '@/components/ui/field';
import styles from './sign-in.module.css';

type Props = {
  autoComplete: 'current-password' | 'new-password';
  value: string;
  minLength?: number;
  hint?: string;
  error?: string | null;
  onChange: (value: string) => void;
};

/** A password, which can be looked at. */
export function PasswordField({ onChange, ...rest }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.password}>
      <Field
        label="Password"
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        spellCheck={false}
        required
        {...rest}
        onChange={(event) => onChange(event.target.value)}
      />
      <label className={styles.show}>
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        Show password
      </label>
    </div>
  );
}
