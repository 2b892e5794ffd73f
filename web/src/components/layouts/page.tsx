import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { BackIcon } from '@/components/ui/icons';
import styles from './page.module.css';

type Props = {
  title: string;
  sub?: ReactNode;
  back?: { to: string; label: string };
  badge?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

export function Page({ title, sub, back, badge, actions, children }: Props) {
  return (
    <>
      <title>{`${title} · Atelier`}</title>
      <div className={styles.head}>
        <div>
          {back && (
            <Link to={back.to} className={styles.back}>
              <BackIcon size={16} /> {back.label}
            </Link>
          )}
          <div className={styles.title}>
            <h1>{title}</h1>
            {badge}
          </div>
          {sub && <p className={styles.sub}>{sub}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}
