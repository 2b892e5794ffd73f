import type { ComponentProps, ReactNode } from 'react';
import { ProgressBar } from './progress-bar';
import styles from './progress-card.module.css';

/** A figure with its name. */
export type Fact = { name: string; value: string; bad?: boolean };

type Props = {
  /** The figure that matters most, and what it is of. */
  figure: string;
  rest: string;
  bar: ComponentProps<typeof ProgressBar>;
  facts: readonly Fact[];
  /** What became of it, once it has ended. */
  ended?: string | undefined;
  children?: ReactNode;
};

/** How far some work is: a figure, a bar and facts. */
export function ProgressCard({ figure, rest, bar, facts, ended, children }: Props) {
  const share = bar.total === 0 ? 0 : (bar.good + bar.bad) / bar.total;
  // Read out as it changes: not with each item.
  const status = ended ?? `${Math.floor(share * 10) * 10} % done`;
  return (
    <section className={styles.card} aria-label="Progress">
      <p className={styles.figure}>
        <strong>{figure}</strong> {rest}
      </p>
      <ProgressBar {...bar} />
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd className={fact.bad ? styles.bad : undefined}>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {children}
      <p className="visually-hidden" role="status">
        {status}
      </p>
    </section>
  );
}
