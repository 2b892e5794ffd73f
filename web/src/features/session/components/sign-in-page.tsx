import { Navigate } from 'react-router';
import { paths } from '@/config/paths';
import { useSession } from '../api/get-session';
import { SignIn } from './sign-in';
import type { Way } from './sign-in';

/** The forms as a page of their own, for who has come as the operator. */
export function SignInPage({ way }: { way: Way }) {
  const session = useSession();
  if (session.data?.account) return <Navigate to={paths.home} replace />;
  return <SignIn key={way} way={way} />;
}
