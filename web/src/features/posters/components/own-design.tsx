import { FileDrop } from '@/components/ui/file-drop';
import { TextArea } from '@/components/ui/field';
import styles from './design-step.module.css';

type Props = { html: string; onChange: (html: string) => void };

const example = '<h1>Hello {display_name}</h1>';

export function OwnDesign({ html, onChange }: Props) {
  const read = async (file: File | null) => {
    if (file) onChange(await file.text());
  };
  return (
    <div className={styles.own}>
      {html === '' && (
        <FileDrop
          label="HTML file"
          hint="An HTML file with {column} where a value goes"
          accept=".html,.htm,text/html"
          file={null}
          onChange={(file) => void read(file)}
        />
      )}
      <TextArea
        code
        label={html === '' ? 'Or paste the HTML' : 'HTML'}
        rows={html === '' ? 4 : 14}
        value={html}
        placeholder={example}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className={styles.about}>
        Write <span className={styles.code}>{'{column}'}</span> where a value of that column goes.
        Scripts and outside addresses are not loaded.
      </p>
    </div>
  );
}
