import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/config/paths';
import { useMembers } from '../api/get-members';
import styles from './create-form.module.css';

/** Shows those without an account the way to one. */
export function AccountWanted({ what }: { what: string }) {
  const members = useMembers();
  if (members === 'tokens') {
    return (
      <EmptyState
        title={`${what} need an account`}
        text="Accounts of this studio are at its Supabase project. Sign in with the app of that project: it calls this server with your token. This page can sign you in once the operator has set SUPABASE_URL."
      />
    );
  }
  if (members === 'project') {
    return (
      <EmptyState
        title={`${what} need an account`}
        text="Watching is for everybody. For the rest sign in with the e-mail and password of your account at the Supabase project."
        action={
          <ButtonLink to={paths.signIn} look="primary" large>
            Sign in
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState
      title={`${what} need an account`}
      text="Watching is for everybody. Sign in, or make an account, for the rest."
      action={
        <div className={styles.ways}>
          <ButtonLink to={paths.signIn} look="primary" large>
            Sign in
          </ButtonLink>
          <ButtonLink to={paths.signUp} large>
            Make an account
          </ButtonLink>
        </div>
      }
    />
  );
}
