import { Button } from '@/components/ui/button';
import { useSession } from '../api/get-session';
import { useSignOut } from '../api/sign-out';

/** A way out for those who had to sign in. */
export function Account() {
  const session = useSession();
  const signOut = useSignOut();
  if (!session.data?.tokenRequired || !session.data.signedIn) return null;
  return (
    <Button look="quiet" busy={signOut.isPending} onClick={() => signOut.mutate()}>
      Sign out
    </Button>
  );
}
