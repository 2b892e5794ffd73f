import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeIcon, PlusIcon } from '@/components/ui/icons';
import type { Run } from '../types';
import { hasEnded } from '../types';
import { ChangeBar } from './change-bar';
import { FailedRows } from './failed-rows';
import { Gallery } from './gallery';
import { AddRowDialog, EditRowDialog } from './row-dialog';
import view from './run-view.module.css';
import { TemplateDialog } from './template-dialog';
import { useRunEdits } from './use-run-edits';

type Open = { row: number } | 'new' | 'template' | null;

/** The rows of a run; when it has ended they and its template can be edited. */
export function RunRows({ run }: { run: Run }) {
  const { edits, clear, editRow, removeRow, addRow, editTemplate } = useRunEdits();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const ended = hasEnded(run);
  const edit = ended ? (row: number) => setOpen({ row }) : undefined;
  const edited = (row: number) => edits.rows.has(row) || edits.removed.has(row);

  return (
    <>
      {run.failed > 0 && <FailedRows run={run} onEdit={edit} />}
      {ended && (
        <div className={view.tools}>
          <Button look="quiet" icon={<CodeIcon />} onClick={() => setOpen('template')}>
            Edit the template
          </Button>
          <Button look="quiet" icon={<PlusIcon />} onClick={() => setOpen('new')}>
            Add a row
          </Button>
        </div>
      )}
      <Gallery run={run} edited={edited} onEdit={edit} />
      {ended && <ChangeBar run={run} edits={edits} onClear={clear} />}
      {open === 'template' && (
        <TemplateDialog
          run={run.id}
          edited={edits.template}
          onEdit={editTemplate}
          onClose={close}
        />
      )}
      {open === 'new' && <AddRowDialog run={run.id} onAdd={addRow} onClose={close} />}
      {open !== null && typeof open === 'object' && (
        <EditRowDialog
          run={run.id}
          row={open.row}
          edited={edits.rows.get(open.row)}
          onEdit={(values) => editRow(open.row, values)}
          onRemove={() => removeRow(open.row)}
          onClose={close}
        />
      )}
    </>
  );
}
