import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/config/paths';
import styles from './create-form.module.css';

/** Shows those without an account the way to one. */
export function AccountWanted({ what }: { what: string }) {
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
