import { Notice } from '@/components/ui/notice';
import { useSession } from '../api/get-session';

const notes = {
  project: {
    account: 'For videos sign in with the e-mail and password of your account at the Supabase project.',
    new: 'An account that is made here opens the other studios. For videos make one at the Supabase project.',
  },
  tokens: {
    account:
      'Accounts made here open the other studios, not the one of videos: its users sign in with the app of their Supabase project, which calls this server with their token. For a sign-in on this page the operator sets SUPABASE_URL.',
    new: 'An account that is made here opens the other studios. For videos it takes one at the Supabase project, and the app of that project to sign in with.',
  },
};

/** Says how users of the video studio sign in, where they do not as everybody else does. */
export function MembersNote({ way }: { way: 'account' | 'new' }) {
  const session = useSession();
  const members = session.data?.members ?? 'accounts';
  return members === 'accounts' ? null : <Notice tone="info">{notes[members][way]}</Notice>;
}
