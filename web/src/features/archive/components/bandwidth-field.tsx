import { Select } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { bytes } from '@/lib/format';
import { useLimitBandwidth, useSetup } from '../api/get-setup';
import styles from './archive.module.css';

const megabyte = 1_000_000;
const limits = [0, megabyte, 5 * megabyte, 20 * megabyte, 100 * megabyte];

/** How fast files may come; works at once, also for a run that is under way. */
export function BandwidthField() {
  const setup = useSetup();
  const limit = useLimitBandwidth();
  if (!setup.data) return null;
  const now = setup.data.bytesPerSecond;
  const options = [...new Set([...limits, now])]
    .sort((a, b) => a - b)
    .map((value) => ({
      value: String(value),
      label: value === 0 ? 'As fast as it goes' : `${bytes(value)}/s`,
    }));
  return (
    <div className={styles.bandwidth}>
      <Select
        label="Speed"
        value={String(now)}
        options={options}
        onChange={(value) => limit.mutate(Number(value))}
      />
      {limit.isError && <ProblemNotice failure={limit.error} />}
    </div>
  );
}
