import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { asProblem } from '@/lib/api-problem';
import { useSignUp } from '../api/sign-up';
import { PasswordField } from './password-field';
import styles from './sign-in.module.css';

const shortest = 8;
const names: Record<string, string> = { username: 'The username', email: 'The e-mail', password: 'The password' };
const taken: Record<string, string> = { username_taken: 'username', email_taken: 'email' };

/** What the server said about each field, and whether that was all it said. */
function byField(failure: unknown) {
  if (failure === null) return { fields: {} as Record<string, string>, rest: null };
  const problem = asProblem(failure);
  const known = taken[problem.code];
  if (known) return { fields: { [known]: `${names[known]} is taken already.` }, rest: null };
  const fields = Object.fromEntries(
    problem.errors.map(({ field, message }) => [field, `${names[field] ?? field} ${message}.`]),
  );
  return { fields, rest: problem.errors.length > 0 ? null : failure };
}

export function NewAccountForm() {
  const [account, setAccount] = useState({ username: '', email: '', password: '' });
  const signUp = useSignUp();
  const { fields, rest } = byField(signUp.error);
  const set = (name: keyof typeof account) => (value: string) =>
    setAccount((before) => ({ ...before, [name]: value }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signUp.mutate(account);
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        maxLength={50}
        value={account.username}
        error={fields.username ?? null}
        onChange={(event) => set('username')(event.target.value)}
      />
      <Field
        label="E-mail"
        type="email"
        autoComplete="email"
        required
        value={account.email}
        error={fields.email ?? null}
        onChange={(event) => set('email')(event.target.value)}
      />
      <PasswordField
        autoComplete="new-password"
        minLength={shortest}
        hint={`At least ${shortest} characters. A few words are better than one with signs in it.`}
        error={fields.password ?? null}
        value={account.password}
        onChange={set('password')}
      />
      {rest !== null && <ProblemNotice failure={rest} />}
      <Button type="submit" look="primary" large busy={signUp.isPending}>
        Create account
      </Button>
    </form>
  );
}
