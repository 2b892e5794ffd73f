import { Button } from '@/components/ui/button';
import { CrossIcon } from '@/components/ui/icons';
import { useTones } from '../api/get-tones';
import type { Row } from './post-rows';
import styles from './post-rows.module.css';

type Props = {
  row: Row;
  number: number;
  onChange: (row: Row) => void;
  onRemove: () => void;
};

export function PostRow({ row, number, onChange, onRemove }: Props) {
  const tones = useTones();
  const known = tones.data?.some((tone) => tone.id === row.tone) ?? false;
  return (
    <li className={styles.row}>
      <span className={styles.number}>{number}</span>
      <input
        className={styles.topic}
        aria-label={`Topic of post ${number}`}
        placeholder="Topic"
        maxLength={500}
        value={row.topic}
        onChange={(event) => onChange({ ...row, topic: event.target.value })}
      />
      <select
        className={styles.tone}
        aria-label={`Tone of post ${number}`}
        value={row.tone}
        onChange={(event) => onChange({ ...row, tone: event.target.value })}
      >
        {!known && <option value={row.tone}>{row.tone}</option>}
        {tones.data?.map((tone) => (
          <option key={tone.id} value={tone.id}>
            {tone.name}
          </option>
        ))}
      </select>
      <textarea
        className={styles.brief}
        aria-label={`Brief of post ${number}`}
        placeholder="What should it say?"
        rows={2}
        maxLength={4_000}
        value={row.brief}
        onChange={(event) => onChange({ ...row, brief: event.target.value })}
      />
      <div className={styles.parts}>
        <label>
          <input
            type="checkbox"
            checked={row.generate_caption}
            disabled={!row.generate_image}
            onChange={(event) => onChange({ ...row, generate_caption: event.target.checked })}
          />{' '}
          Caption
        </label>
        <label>
          <input
            type="checkbox"
            checked={row.generate_image}
            disabled={!row.generate_caption}
            onChange={(event) => onChange({ ...row, generate_image: event.target.checked })}
          />{' '}
          Picture
        </label>
      </div>
      <Button look="quiet" iconOnly aria-label={`Remove post ${number}`} onClick={onRemove}>
        <CrossIcon />
      </Button>
    </li>
  );
}
