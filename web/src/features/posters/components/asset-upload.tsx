import { FileDrop } from '@/components/ui/file-drop';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useUploadAsset } from '../api/change-library';
import styles from './library.module.css';

type Props = { kind: 'template-images' | 'custom-fonts'; label: string; hint: string; accept: string };

export function AssetUpload({ kind, label, hint, accept }: Props) {
  const upload = useUploadAsset(kind);
  return (
    <div className={styles.upload}>
      <FileDrop
        label={label}
        hint={hint}
        accept={accept}
        file={null}
        onChange={(file) => file && upload.mutate(file)}
      />
      {upload.isPending && <Loading label={`Uploading ${upload.variables.name}`} />}
      {upload.isError && <ProblemNotice failure={upload.error} />}
    </div>
  );
}
