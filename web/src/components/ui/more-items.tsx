import type { ComponentProps } from 'react';
import { Button } from './button';
import styles from './more-items.module.css';

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
type Props = {
  query: Pages;
  look?: ComponentProps<typeof Button>['look'];
  centered?: boolean;
  children?: string;
};

/** Fetches the next page of a list, where there is one. */
export function MoreItems({ query, look = 'secondary', centered = false, children = 'Show more' }: Props) {
  if (!query.hasNextPage) return null;
  const button = (
    <Button look={look} busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {children}
    </Button>
  );
  return centered ? <div className={styles.centered}>{button}</div> : button;
}
