import { Outlet, ScrollRestoration } from 'react-router';
import { AppLayout } from '@/components/layouts/app-layout';
import { Account } from '@/features/session/components/account';
import { SessionGate } from '@/features/session/components/session-gate';

export default function RootRoute() {
  return (
    <SessionGate>
      <AppLayout account={<Account />}>
        <Outlet />
        <ScrollRestoration />
      </AppLayout>
    </SessionGate>
  );
}
