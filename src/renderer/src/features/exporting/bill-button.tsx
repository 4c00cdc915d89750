import { Boxes } from 'lucide-react';
import { useState } from 'react';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import type { Result } from '../../../../shared/result.ts';
import { useCommands } from '../../app/use-commands.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { endOfJob, failureOfJob } from '../jobs/store.ts';
import { SaveDialog } from './save-dialog.tsx';

const forms = [
  { value: 'cyclonedx-1.7', label: 'CycloneDX 1.7', extension: 'cdx.json' },
  { value: 'cyclonedx-1.6', label: 'CycloneDX 1.6', extension: 'cdx.json' },
  { value: 'spdx-3.0.1', label: 'SPDX 3.0.1', extension: 'spdx.json' },
] as const;
type Form = (typeof forms)[number];

interface BillProps {
  readonly mirror: string;
  readonly package: PackageKey;
}

/** Saves the bill of materials of a package. */
export function BillButton(props: BillProps) {
  const [open, setOpen] = useState(false);
  useCommands({ 'package.bill': () => setOpen(true) });
  return (
    <>
      <Button icon={Boxes} onClick={() => setOpen(true)}>
        Bill of materials
      </Button>
      {open && <BillDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function BillDialog({ mirror, package: key, onClose }: BillProps & { readonly onClose: () => void }) {
  const [form, setForm] = useState<Form>(forms[0]);
  return (
    <SaveDialog
      key={form.value}
      title="Bill of materials"
      verb="Save"
      format={form.value}
      suggestion={`${plainName(key.name)}.${form.extension}`}
      onClose={onClose}
      onSave={async (place) => {
        const answer = await call('exports.start', { mirror, format: form.value, selection: { kind: 'list', packages: [key] }, ...place });
        return answer.ok ? endOf(answer.value.job, place.target) : answer;
      }}
    >
      <p>What {key.name} is made of: model card, datasets, base models, files with hashes and licence, as one JSON document that holds against the official schema.</p>
      <div>
        <Select label="Form" value={form.value} options={forms} onChange={(value) => setForm(forms.find((one) => one.value === value) ?? forms[0])} />
      </div>
    </SaveDialog>
  );
}

/** Waits for a job; its own notice says that it is done. */
async function endOf(id: string, path: string): Promise<Result<{ readonly path: string; readonly said: null }>> {
  const job = await endOfJob(id);
  return job.state === 'done' ? { ok: true, value: { path: job.outcome?.path ?? path, said: null } } : { ok: false, error: failureOfJob(job) };
}

/** A name that any file system takes. */
function plainName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '').slice(0, 100) || 'package';
}
