import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { useSession } from '../api/get-session';
import { SignIn } from './sign-in';
import styles from './sign-in.module.css';

/** Shows the app to whom the server knows, and the sign-in page to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  const { pathname } = useLocation();
  if (!session.data) {
    return (
      <main className={styles.page}>
        {session.isError ? (
          <ProblemNotice failure={session.error} onRetry={() => void session.refetch()} />
        ) : (
          <Loading label="Opening Atelier" />
        )}
      </main>
    );
  }
  if (session.data.signedIn) return children;
  return (
    <main className={styles.alone}>
      <SignIn way={pathname === paths.signUp ? 'new' : 'account'} operator />
    </main>
  );
}
