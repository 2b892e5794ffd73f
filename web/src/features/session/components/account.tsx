import { useId } from 'react';
import { useLocation } from 'react-router';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { paths } from '@/config/paths';
import { useSession } from '../api/get-session';
import { useSignOut } from '../api/sign-out';
import styles from './account.module.css';

function SignOut() {
  const signOut = useSignOut();
  return (
    <Button look="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
      Sign out
    </Button>
  );
}

/** Who is at work here, and the way out, or in. */
export function Account() {
  const menu = useId();
  const session = useSession();
  const { pathname } = useLocation();
  if (!session.data) return null;
  const { account, operator, tokenRequired } = session.data;
  if (account) {
    return (
      <>
        <Button look="quiet" className={styles.name} popoverTarget={menu}>
          {account.username}
        </Button>
        <div id={menu} popover="auto" className={styles.menu}>
          <p className={styles.who}>{account.username}</p>
          <p className={styles.email}>{account.email}</p>
          <SignOut />
        </div>
      </>
    );
  }
  if (!operator) return null;
  return (
    <div className={styles.operator}>
      <Badge>Operator</Badge>
      {tokenRequired ? (
        <SignOut />
      ) : (
        pathname !== paths.signIn && (
          <ButtonLink to={paths.signIn} look="quiet">
            Sign in
          </ButtonLink>
        )
      )}
    </div>
  );
}
