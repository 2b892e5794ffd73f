import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSignIn } from '../api/sign-in';
import styles from './sign-in.module.css';

export function OperatorForm() {
  const [token, setToken] = useState('');
  const signIn = useSignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') signIn.mutate({ token: token.trim() });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.text}>
        Paste the operator token, which is the <code>OPERATOR_TOKEN</code> that the server was
        started with.
      </p>
      <Field
        label="Operator token"
        type="password"
        autoComplete="off"
        autoFocus
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      {signIn.isError && <ProblemNotice failure={signIn.error} />}
      <Button type="submit" look="primary" large busy={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}
