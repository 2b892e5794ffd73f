import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/field';
import { FileDrop } from '@/components/ui/file-drop';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Segmented } from '@/components/ui/segmented';
import type { ApiProblem } from '@/lib/api-problem';
import { sampleCsvUrl, useSampleCsv } from '../api/get-sample-csv';
import { useReadColumns } from '../api/read-columns';
import { ColumnMapping } from './column-mapping';
import type { Change, RunForm } from './run-form';
import { Step } from './step';
import styles from './step.module.css';

type Props = { form: RunForm; change: Change; problem: ApiProblem | null };

const sources = [
  { value: 'csv', label: 'From a CSV' },
  { value: 'named', label: 'Usernames or ids' },
] as const;

export function PeopleStep({ form, change, problem }: Props) {
  const named = form.identifiers !== null;
  return (
    <Step
      number={1}
      title="People"
      text={
        named
          ? 'Their public profiles are looked up, and every field of them can be used in the design.'
          : 'A CSV with a column of usernames; every other column can be used in the design.'
      }
    >
      <Segmented
        label="Where the people come from"
        value={named ? 'named' : 'csv'}
        options={sources}
        onChange={(source) => change({ identifiers: source === 'named' ? '' : null })}
      />
      {form.identifiers === null ? (
        <CsvChoice form={form} change={change} />
      ) : (
        <TextArea
          code
          label="Usernames or ids, one a line or with commas between"
          rows={6}
          value={form.identifiers}
          placeholder={'ada.lovelace\n1058727'}
          onChange={(event) => change({ identifiers: event.target.value })}
        />
      )}
      {problem && (
        <ProblemNotice
          failure={problem}
          hint={hintOf(form)}
        />
      )}
    </Step>
  );
}

function hintOf({ identifiers, columns }: RunForm): string {
  if (identifiers !== null) return 'Nothing was stored.';
  return columns?.length
    ? 'Choose other columns above, or correct the file and choose it again. Nothing was stored.'
    : 'Correct the file, then remove it here and choose it again. Nothing was stored.';
}

function CsvChoice({ form, change }: Omit<Props, 'problem'>) {
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
    <>
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
    </>
  );
}
