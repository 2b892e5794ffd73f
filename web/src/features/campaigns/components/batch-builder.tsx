import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useSettled } from '@/hooks/use-settled';
import { counted } from '@/lib/format';
import { randomId } from '@/lib/random-id';
import { useQuote } from '../api/quote-batch';
import { useStartBatch } from '../api/start-batch';
import type { BatchInput, Campaign, Imported } from '../types';
import styles from './batch-builder.module.css';
import { CampaignProblem } from './campaign-problem';
import type { Row } from './post-rows';
import { emptyRow, inputsOf, PostRows, rowsOf } from './post-rows';
import { PostImport } from './post-import';
import { QuotePanel } from './quote-panel';

const restBeforeQuote = 500;

type Props = { campaign: Campaign; onStarted: (batch: string) => void };

/** A table of posts to make, what they will cost, and the start. */
export function BatchBuilder({ campaign, onStarted }: Props) {
  const [name, setName] = useState('');
  const [budget, setBudget] = useState('');
  const [rows, setRows] = useState<Row[]>(() => [emptyRow(campaign)]);
  const [key, setKey] = useState(randomId);
  const input: BatchInput = {
    name: name.trim(),
    posts: inputsOf(rows),
    budget_usd: budget.trim() === '' ? null : Number(budget),
  };
  const quote = useQuote(campaign.id, useSettled(input, restBeforeQuote));
  const start = useStartBatch(campaign.id, onStarted);
  const total = input.posts.length;

  const edited = () => {
    if (start.isError) start.reset();
    setKey(randomId());
  };

  const change = (next: Row[]) => {
    edited();
    setRows(next.length > 0 ? next : [emptyRow(campaign)]);
  };

  const read = ({ posts }: Imported) => {
    const kept = rows.filter((row) => row.topic.trim() !== '' || row.brief.trim() !== '');
    change([...kept, ...rowsOf(posts)]);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (total > 0 && !start.isPending && !start.isSuccess) start.mutate({ input, idempotencyKey: key });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.steps}>
        <PostImport campaign={campaign.id} onRead={read} />
        <PostRows campaign={campaign} rows={rows} onChange={change} />
      </div>
      <div className={styles.side}>
        <Field
          label="Name of the batch"
          placeholder="After the time, if you like"
          maxLength={255}
          value={name}
          onChange={(event) => {
            edited();
            setName(event.target.value);
          }}
        />
        <Field
          label="Budget in dollars"
          placeholder="None"
          type="number"
          min={0}
          max={1_000_000}
          step="any"
          value={budget}
          onChange={(event) => {
            edited();
            setBudget(event.target.value);
          }}
        />
        <QuotePanel quote={total > 0 ? quote.data : undefined} failure={quote.error} />
        {start.isError && <CampaignProblem failure={start.error} />}
        <div className={styles.start}>
          <Button
            type="submit"
            look="primary"
            large
            disabled={total === 0}
            busy={start.isPending || start.isSuccess}
          >
            {total === 0 ? 'Make posts' : `Make ${counted(total, 'post')}`}
          </Button>
        </div>
      </div>
    </form>
  );
}
