import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import { cx } from '@/lib/cx';
import styles from './button.module.css';
import { Spinner } from './icons';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';

type Shape = { look?: Look; large?: boolean; iconOnly?: boolean };

function classes({ look = 'secondary', large, iconOnly }: Shape) {
  return cx(styles.button, styles[look], large && styles.large, iconOnly && styles.icon);
}

type ButtonProps = ComponentProps<'button'> & Shape & { busy?: boolean; icon?: ReactNode };

export function Button({ look, large, iconOnly, busy, icon, children, ...rest }: ButtonProps) {
  const shape = { ...(look && { look }), ...(large && { large }), ...(iconOnly && { iconOnly }) };
  return (
    <button
      type="button"
      {...rest}
      className={cx(classes(shape), rest.className)}
      disabled={rest.disabled === true || busy === true}
      aria-busy={busy}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

type LinkProps = Shape & { to: string; icon?: ReactNode; children: ReactNode };

export function ButtonLink({ to, icon, children, ...shape }: LinkProps) {
  return (
    <Link to={to} className={classes(shape)}>
      {icon}
      {children}
    </Link>
  );
}

type DownloadProps = Shape & {
  href: string;
  icon?: ReactNode;
  children: ReactNode;
  /** The name of the file; without it the server gives one. */
  name?: string;
  label?: string;
};

export function DownloadLink(props: DownloadProps) {
  const { href, icon, children, name = '', label, ...shape } = props;
  return (
    <a href={href} download={name} aria-label={label} className={classes(shape)}>
      {icon}
      {children}
    </a>
  );
}
