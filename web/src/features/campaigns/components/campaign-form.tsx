import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextArea } from '@/components/ui/field';
import { asProblem } from '@/lib/api-problem';
import { useTones } from '../api/get-tones';
import { useSaveCampaign } from '../api/save-campaign';
import type { Campaign, CampaignInput } from '../types';
import styles from './campaign-form.module.css';
import { CampaignProblem } from './campaign-problem';

function inputOf(campaign: Campaign | null): CampaignInput {
  return {
    name: campaign?.name ?? '',
    description: campaign?.description ?? '',
    brand_name: campaign?.brand_name ?? '',
    target_audience: campaign?.target_audience ?? '',
    tone_id: campaign?.tone_id ?? 'friendly',
  };
}

type Props = { campaign: Campaign | null; onSaved: (campaign: Campaign) => void };

/** Makes a campaign, or changes the one that is given. */
export function CampaignForm({ campaign, onSaved }: Props) {
  const [input, setInput] = useState(() => inputOf(campaign));
  const save = useSaveCampaign(campaign?.id ?? null, onSaved);
  const tones = useTones();
  const list = useId();
  const problem = save.error ? asProblem(save.error) : null;
  const wrong = (field: keyof CampaignInput) =>
    problem?.errors.find((error) => error.field === field)?.message ?? null;

  const edit = (patch: Partial<CampaignInput>) => {
    if (save.isError) save.reset();
    setInput((current) => ({ ...current, ...patch }));
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate(input);
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label="Name of the campaign"
        required
        maxLength={255}
        value={input.name}
        error={wrong('name')}
        onChange={(event) => edit({ name: event.target.value })}
      />
      <Field
        label="Brand"
        required
        maxLength={255}
        value={input.brand_name}
        error={wrong('brand_name')}
        onChange={(event) => edit({ brand_name: event.target.value })}
      />
      <TextArea
        label="What is it about?"
        rows={4}
        maxLength={4_000}
        value={input.description}
        onChange={(event) => edit({ description: event.target.value })}
      />
      <Field
        label="Who is it for?"
        maxLength={4_000}
        value={input.target_audience}
        error={wrong('target_audience')}
        onChange={(event) => edit({ target_audience: event.target.value })}
      />
      <Field
        label="Tone: one of the list, or your own"
        maxLength={20}
        list={list}
        value={input.tone_id}
        error={wrong('tone_id')}
        onChange={(event) => edit({ tone_id: event.target.value })}
      />
      <datalist id={list}>
        {tones.data?.map((tone) => (
          <option key={tone.id} value={tone.id}>
            {tone.description}
          </option>
        ))}
      </datalist>
      {problem && problem.errors.length === 0 && <CampaignProblem failure={save.error} />}
      <div className={styles.actions}>
        <Button type="submit" look="primary" large busy={save.isPending}>
          {campaign ? 'Save' : 'Make the campaign'}
        </Button>
      </div>
    </form>
  );
}
