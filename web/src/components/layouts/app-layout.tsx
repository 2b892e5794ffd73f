import type { ReactNode } from 'react';
import { useRef } from 'react';
import { Link, NavLink } from 'react-router';
import { paths } from '@/config/paths';
import { studios } from '@/config/studios';
import { useFocusOnPageChange } from '@/hooks/use-focus-on-page-change';
import styles from './app-layout.module.css';
import { Brand } from './brand';
import { ConnectionBanner } from './connection-banner';

type Props = { account?: ReactNode; children: ReactNode };

export function AppLayout({ account, children }: Props) {
  const main = useRef<HTMLElement>(null);
  useFocusOnPageChange(main);
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={styles.header}>
        <ConnectionBanner />
        <div className={styles.bar}>
          <Link to={paths.home} className={styles.brand}>
            <Brand /> Atelier
          </Link>
          <nav className={styles.nav} aria-label="Studios">
            {studios.map((studio) => (
              <NavLink key={studio.path} to={studio.path}>
                {studio.name}
              </NavLink>
            ))}
          </nav>
          {account && <div className={styles.end}>{account}</div>}
        </div>
      </header>
      <main ref={main} id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
