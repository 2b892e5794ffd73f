import type { FormEvent } from 'react';
import { useState } from 'react';
import { Brand } from '@/components/layouts/brand';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSignIn } from '../api/sign-in';
import styles from './sign-in.module.css';

export function SignIn() {
  const [token, setToken] = useState('');
  const signIn = useSignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') signIn.mutate(token.trim());
  };

  return (
    <main className={styles.page}>
      <title>Sign in · Atelier</title>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.brand}>
          <Brand size={40} />
        </div>
        <h1>Sign in to Atelier</h1>
        <p className={styles.text}>
          Paste the operator token, which is the <code>OPERATOR_TOKEN</code> that the server was
          started with.
        </p>
        <Field
          label="Operator token"
          type="password"
          autoComplete="current-password"
          autoFocus
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        {signIn.isError && <ProblemNotice failure={signIn.error} />}
        <Button type="submit" look="primary" large busy={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </main>
  );
}
