import { useState } from 'react';
import { Brand } from '@/components/layouts/brand';
import { Button } from '@/components/ui/button';
import { AccountForm } from './account-form';
import { MembersNote } from './members-note';
import { NewAccountForm } from './new-account-form';
import { OperatorForm } from './operator-form';
import styles from './sign-in.module.css';

export type Way = 'account' | 'new' | 'operator';

const titles: Record<Way, string> = {
  account: 'Sign in to Atelier',
  new: 'Create an account',
  operator: 'Sign in as the operator',
};

const words: Record<Way, string> = {
  account: 'Sign in with my account',
  new: 'Create an account',
  operator: 'Use the operator token',
};

const forms = { account: AccountForm, new: NewAccountForm, operator: OperatorForm };

type Props = { way: Way; operator?: boolean };

/** The ways to sign in, one at a time. */
export function SignIn({ way: first, operator = false }: Props) {
  const [way, setWay] = useState(first);
  const Form = forms[way];
  const others = (['account', 'new', 'operator'] as const).filter(
    (other) => other !== way && (other !== 'operator' || operator),
  );
  return (
    <div className={styles.page}>
      <title>{`${titles[way]} · Atelier`}</title>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Brand size={40} />
        </div>
        <h1>{titles[way]}</h1>
        {way !== 'operator' && <MembersNote way={way} />}
        <Form key={way} />
        <p className={styles.others}>
          {others.map((other) => (
            <Button key={other} look="link" onClick={() => setWay(other)}>
              {words[other]}
            </Button>
          ))}
        </p>
      </div>
    </div>
  );
}
