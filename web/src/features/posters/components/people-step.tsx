import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { ApiProblem } from '@/lib/api-problem';
import { sampleCsvUrl, useSampleCsv } from '../api/get-sample-csv';
import { useReadColumns } from '../api/read-columns';
import { ColumnMapping } from './column-mapping';
import type { Change, RunForm } from './run-form';
import { Step } from './step';
import styles from './step.module.css';

type Props = { form: RunForm; change: Change; problem: ApiProblem | null };

export function PeopleStep({ form, change, problem }: Props) {
  const read = useReadColumns();
  const take = (csv: File | null) => {
    change({ csv, columns: null, mapping: {} });
    if (!csv) return;
    read.mutate(csv, {
      onSuccess: ({ columns, guesses }) => change({ columns, mapping: guesses }),
      // The preview meets the same obstacle and tells of it.
      onError: () => change({ columns: [] }),
    });
  };
  const sample = useSampleCsv(take);
  return (
    <Step number={1} title="People" text="A CSV with a column of usernames; every other column can be used in the design.">
      <FileDrop
        label="CSV file"
        hint="CSV, up to 100,000 people"
        accept=".csv,text/csv"
        file={form.csv}
        onChange={take}
      />
      {form.csv === null && (
        <p className={styles.aside}>
          <Button busy={sample.isPending} onClick={() => sample.mutate()}>
            Try with sample people
          </Button>
          <a href={sampleCsvUrl} download="sample-people.csv">
            Download the sample CSV
          </a>
        </p>
      )}
      <ColumnMapping form={form} change={change} />
      {sample.isError && <ProblemNotice failure={sample.error} />}
      {problem && (
        <ProblemNotice
          failure={problem}
          hint={
            form.columns?.length
              ? 'Choose other columns above, or correct the file and choose it again. Nothing was stored.'
              : 'Correct the file, then remove it here and choose it again. Nothing was stored.'
          }
        />
      )}
    </Step>
  );
}
