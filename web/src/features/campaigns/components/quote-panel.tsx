import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { count, dollars } from '@/lib/format';
import type { Quote } from '../types';
import styles from './batch-builder.module.css';

type Props = { quote: Quote | undefined; failure: unknown };

/** What the posts will cost, and whether the budgets bear it. */
export function QuotePanel({ quote, failure }: Props) {
  if (failure) return <ProblemNotice failure={failure} />;
  if (!quote) return <p className={styles.soft}>Fill in a topic to see what it will cost.</p>;
  const unpriced = !quote.caption_priced || !quote.image_priced;
  return (
    <section className={styles.quote} aria-label="Quote">
      <p>
        <span className={styles.price}>about {dollars(quote.estimated_cost_usd)}</span>
        <br />
        <span className={styles.soft}>at most {dollars(quote.maximum_cost_usd)}</span>
      </p>
      <dl className={styles.facts}>
        <div>
          <dt>Captions</dt>
          <dd>
            {count(quote.captions)} × {quote.caption_model}
          </dd>
        </div>
        <div>
          <dt>Pictures</dt>
          <dd>
            {count(quote.images)} × {quote.image_model}
          </dd>
        </div>
        {quote.day_left_usd !== null && (
          <div>
            <dt>Left today</dt>
            <dd>{dollars(quote.day_left_usd)}</dd>
          </div>
        )}
        <div>
          <dt>Prices of</dt>
          <dd>{quote.prices_as_of}</dd>
        </div>
      </dl>
      {!quote.affordable && (
        <Notice tone="warn">
          This may cost more than the budget; the batch then stops exactly there.
        </Notice>
      )}
      {unpriced && <Notice tone="info">The price of a model is not known; it counts as free.</Notice>}
      {quote.offline && (
        <Notice tone="info">
          No model is connected: captions and pictures are made offline and cost nothing.
        </Notice>
      )}
    </section>
  );
}
