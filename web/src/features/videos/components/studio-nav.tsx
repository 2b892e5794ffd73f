import { NavLink } from 'react-router';
import { paths } from '@/config/paths';
import styles from './studio-nav.module.css';

const places = [
  { to: paths.videos, name: 'Feed' },
  { to: paths.createVideo, name: 'Create' },
  { to: paths.leaderboard, name: 'Leaderboard' },
  { to: paths.profile, name: 'Profile' },
];

/** The pages of the video studio. */
export function StudioNav() {
  return (
    <nav className={styles.nav} aria-label="Videos">
      {places.map((place) => (
        <NavLink key={place.to} to={place.to}>
          {place.name}
        </NavLink>
      ))}
    </nav>
  );
}
