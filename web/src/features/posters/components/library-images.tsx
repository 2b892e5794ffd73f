import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useDeleteAsset } from '../api/change-library';
import { useLibraryImages } from '../api/get-library-assets';
import { AssetUpload } from './asset-upload';
import styles from './library.module.css';

/** Pictures for templates. */
export function LibraryImages() {
  const query = useLibraryImages();
  const remove = useDeleteAsset('template-images');
  const [copied, setCopied] = useState('');
  const images = query.data?.pages.flatMap((page) => page.templates) ?? [];

  const copy = async (path: string) => {
    await navigator.clipboard.writeText(path);
    setCopied(path);
  };

  return (
    <>
      <AssetUpload
        kind="template-images"
        label="Upload a picture"
        hint="PNG, JPEG, WebP or GIF, up to 10 MB"
        accept="image/png,image/jpeg,image/webp,image/gif"
      />
      {query.isPending && <Loading label="Loading pictures" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {remove.isError && <ProblemNotice failure={remove.error} />}
      <ul className={styles.images} aria-label="Pictures">
        {images.map((image) => (
          <li key={image.id} className={styles.image}>
            <span className={styles.thumb}>
              <img src={image.path} alt={image.name} loading="lazy" />
            </span>
            <p className={styles.caption}>
              {image.name}
              <small>
                {image.width} × {image.height}
              </small>
            </p>
            <div className={styles.actions}>
              <Button look="link" onClick={() => void copy(image.path)}>
                {copied === image.path ? 'Copied' : 'Copy address'}
              </Button>
              <Button look="link" aria-label={`Delete ${image.name}`} onClick={() => remove.mutate(image.id)}>
                Delete
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <MoreItems query={query}>Show more pictures</MoreItems>
    </>
  );
}
