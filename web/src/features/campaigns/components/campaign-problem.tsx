import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { asProblem } from '@/lib/api-problem';
import styles from './campaign-form.module.css';

type Props = { failure: unknown; onRetry?: () => void };

/** A failure of the studio; those without an account are shown the way to one. */
export function CampaignProblem({ failure, onRetry }: Props) {
  const { status, code } = asProblem(failure);
  if (status === 401 || code === 'account_required') {
    return (
      <EmptyState
        title="Campaigns belong to accounts"
        text="Sign in, or make an account, and your campaigns are yours alone."
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
  return <ProblemNotice failure={failure} {...(onRetry && { onRetry })} />;
}
