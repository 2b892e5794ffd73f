import { MoreItems } from '@/components/ui/more-items';
import { bytes, counted } from '@/lib/format';
import { useFindings } from '../api/get-findings';
import styles from './archive.module.css';
import table from './user-table.module.css';

const titles: Record<string, { one: string; many?: string; hint: string }> = {
  dangling_id: { one: 'dangling id', hint: 'A user lists it, but no document has it.' },
  no_storage_path: { one: 'document without storagePath', many: 'documents without storagePath', hint: 'It names no object.' },
  missing_object: { one: 'missing object', hint: 'A document names it, but it is not there.' },
  object_without_metadata: {
    one: 'object without metadata',
    many: 'objects without metadata',
    hint: 'No document of a user names it.',
  },
  duplicate: { one: 'duplicate', hint: 'Files with the same bytes.' },
  public_token: {
    one: 'object with a public token',
    many: 'objects with a public token',
    hint: 'Whoever knows the token may read it. The token is not kept here.',
  },
  invalid_email: { one: 'user without an address', many: 'users without an address', hint: 'Archived as “unknown”.' },
};

/** What the owner of the source should know. */
export function FindingList({ run }: { run: string }) {
  const query = useFindings(run);
  const counts = query.data?.pages[0]?.counts ?? {};
  const findings = query.data?.pages.flatMap((page) => page.findings) ?? [];
  if (findings.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      <dl className={styles.counts}>
        {Object.entries(counts).map(([kind, { count, bytes: size }]) => (
          <div key={kind}>
            <dt>{counted(count, titles[kind]?.one ?? kind, titles[kind]?.many)}</dt>
            <dd>
              {titles[kind]?.hint}
              {kind === 'duplicate' && ` Keeping one of each would save ${bytes(size)}.`}
            </dd>
          </div>
        ))}
      </dl>
      <details>
        <summary className={styles.summary}>Show each</summary>
        <ul className={table.rows}>
          {findings.map((finding) => (
            <li key={finding.id} className={styles.finding}>
              <code>{finding.subject}</code>
              <span className={styles.soft}>{finding.detail}</span>
            </li>
          ))}
        </ul>
        <MoreItems query={query} look="quiet" />
      </details>
    </section>
  );
}
