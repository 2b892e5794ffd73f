import { useEffect, useRef } from 'react';
import { Notice } from '@/components/ui/notice';
import { counted } from '@/lib/format';
import type { Finding, RowReport } from '../api/check-rows';
import styles from './row-check.module.css';

const shown = 50;

const titles: Record<string, string> = {
  text_overflow: 'Text is too long for its place',
  text_cut: 'Text will be cut with an ellipsis',
  missing_glyph: 'No font has these characters',
  missing_column: 'A column is missing',
  image_unreachable: 'Pictures cannot be reached',
  not_an_image: 'Addresses hold no picture',
  duplicate_username: 'A username is in several rows',
  id_conflict: 'An id is not the person’s',
  missing_username: 'No username: these rows will fail',
  invalid_user_id: 'No usable id: these rows will fail',
  ragged_row: 'Too few or too many cells: these rows will fail',
  texts_not_measured: 'The design keeps its texts from being measured',
  template: 'In the design',
};

/** What the run would trip over, by rule, before it is started. */
export function RowCheck({ report }: { report: RowReport }) {
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), [report]);
  const rules = Object.keys(report.counts);
  const unchecked = Object.entries(report.unchecked)
    .map(([what, rows]) => `${what} of ${counted(rows, 'row')}`)
    .join(', ');
  return (
    <section ref={region} tabIndex={-1} className={styles.check} aria-labelledby="check-title">
      <h2 id="check-title">
        {report.total > 0 ? `${counted(report.total, 'thing')} to know first` : 'Not all could be checked'}
      </h2>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <li key={rule}>
            <Rule
              title={titles[rule] ?? rule.replaceAll('_', ' ')}
              count={report.counts[rule] ?? 0}
              findings={report.findings.filter((finding) => finding.rule === rule)}
            />
          </li>
        ))}
      </ul>
      {unchecked && <Notice tone="info">Not checked: {unchecked}.</Notice>}
    </section>
  );
}

function Rule({ title, count, findings }: { title: string; count: number; findings: Finding[] }) {
  const more = count - Math.min(findings.length, shown);
  return (
    <details className={styles.rule}>
      <summary>
        <span>{title}</span>
        <span className={styles.count}>{count.toLocaleString('en')}</span>
      </summary>
      <ul className={styles.findings}>
        {findings.slice(0, shown).map(({ row, message }, index) => (
          <li key={index}>
            {row !== null && <strong>Row {row}: </strong>}
            {message}
          </li>
        ))}
        {more > 0 && <li>and {more.toLocaleString('en')} more</li>}
      </ul>
    </details>
  );
}
