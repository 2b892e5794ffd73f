import { SignInPage } from '@/features/session/components/sign-in-page';

export default function SignUpRoute() {
  return <SignInPage way="new" />;
}
