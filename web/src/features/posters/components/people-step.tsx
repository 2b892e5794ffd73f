import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { ApiProblem } from '@/lib/api-problem';
import { sampleCsvUrl, useSampleCsv } from '../api/get-sample-csv';
import type { Change, RunForm } from './run-form';
import { Step } from './step';
import styles from './step.module.css';

type Props = { form: RunForm; change: Change; problem: ApiProblem | null };

export function PeopleStep({ form, change, problem }: Props) {
  const sample = useSampleCsv((csv) => change({ csv }));
  return (
    <Step number={1} title="People" text="A CSV with a username column; every other column can be used in the design.">
      <FileDrop
        label="CSV file"
        hint="CSV, up to 100,000 people"
        accept=".csv,text/csv"
        file={form.csv}
        onChange={(csv) => change({ csv })}
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
      {sample.isError && <ProblemNotice failure={sample.error} />}
      {problem && (
        <ProblemNotice
          failure={problem}
          hint="Correct the file, then remove it here and choose it again. Nothing was stored."
        />
      )}
    </Step>
  );
}
