import { useState } from 'react';
import { Segmented } from '@/components/ui/segmented';
import { LibraryFonts } from './library-fonts';
import { LibraryImages } from './library-images';
import styles from './library.module.css';
import { TemplateSections } from './template-sections';

type Tab = 'templates' | 'pictures' | 'fonts';

const tabs = [
  { value: 'templates', label: 'Templates' },
  { value: 'pictures', label: 'Pictures' },
  { value: 'fonts', label: 'Fonts' },
] as const;

export function TemplateLibrary() {
  const [tab, setTab] = useState<Tab>('templates');
  return (
    <div className={styles.library}>
      <div className={styles.tabs}>
        <Segmented label="Show" value={tab} options={tabs} onChange={setTab} />
      </div>
      {tab === 'templates' && <TemplateSections />}
      {tab === 'pictures' && <LibraryImages />}
      {tab === 'fonts' && <LibraryFonts />}
    </div>
  );
}
