import { Button } from '@/components/ui/button';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useDeleteAsset } from '../api/change-library';
import { useLibraryFonts } from '../api/get-library-assets';
import { AssetUpload } from './asset-upload';
import styles from './library.module.css';

/** Fonts for templates. */
export function LibraryFonts() {
  const query = useLibraryFonts();
  const remove = useDeleteAsset('custom-fonts');
  const fonts = query.data?.pages.flatMap((page) => page.fonts) ?? [];
  return (
    <>
      <AssetUpload
        kind="custom-fonts"
        label="Upload a font"
        hint="TTF, OTF, WOFF or WOFF2"
        accept=".ttf,.otf,.woff,.woff2,font/*"
      />
      {query.isPending && <Loading label="Loading fonts" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {remove.isError && <ProblemNotice failure={remove.error} />}
      <ul className={styles.fonts} aria-label="Fonts">
        {fonts.map((font) => (
          <li key={font.id} className={styles.font}>
            <p className={styles.caption}>
              {font.font_name}
              <small>
                {font.file_format.toUpperCase()} · weight {font.weight.replace(' ', '–')}
                {font.italic && ' · italic'}
              </small>
            </p>
            <code className={styles.use}>font-family: &quot;{font.font_family}&quot;</code>
            <Button look="link" aria-label={`Delete ${font.font_name}`} onClick={() => remove.mutate(font.id)}>
              Delete
            </Button>
          </li>
        ))}
      </ul>
      <MoreItems query={query}>Show more fonts</MoreItems>
    </>
  );
}
