import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSignIn } from '../api/sign-in';
import { PasswordField } from './password-field';
import styles from './sign-in.module.css';

export function AccountForm() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ username, password });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label="Username or e-mail"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <PasswordField autoComplete="current-password" value={password} onChange={setPassword} />
      {signIn.isError && <ProblemNotice failure={signIn.error} />}
      <Button type="submit" look="primary" large busy={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}
