import type { Decision, DecisionContent } from '../../../../shared/contract/index.ts';
import { queryOf } from '../../../../shared/choosing/index.ts';
import { decisionLimits } from '../../../../shared/domain/index.ts';
import { formatBytes, formatCount, readBytes, readCount } from '../../../../shared/search/index.ts';
import { modelsAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Checkbox } from '../../ui/field.tsx';
import field from '../../ui/field.module.css';
import { Panel } from '../../ui/panel.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { LineField, LongField } from './fields.tsx';
import { changeDecision } from './store.ts';
import styles from './choosing.module.css';
import fields from './fields.module.css';

type Requirements = DecisionContent['requirements'];

interface StageProps {
  readonly mirror: string;
  readonly decision: Decision;
}

function setRequirement<Name extends keyof Requirements>(name: Name, title: string): (value: Requirements[Name]) => void {
  return (value) => void changeDecision(`Changed ${title}`, (content) => ({ ...content, requirements: { ...content.requirements, [name]: value } }), name);
}

/** What a model must be before any is looked at. */
export function Assessment({ mirror, decision }: StageProps) {
  const { requirements } = decision;
  const { value: facets } = useCall('packages.facets', { mirror, query: '', fields: ['task', 'license'] });
  const known = (field: 'task' | 'license'): readonly string[] => facets?.facets.find((facet) => facet.field === field)?.values.map(({ value }) => value) ?? [];
  return (
    <div className={styles.columns}>
      <Panel title="What it is for">
        <div className={fields.fields}>
          <LongField label="Purpose" value={requirements.purpose} maxLength={decisionLimits.text} onSave={setRequirement('purpose', 'the purpose')} />
          <LineField label="Inputs" value={requirements.inputs} maxLength={decisionLimits.line} placeholder="photographs of receipts, 2000 × 1000 pixels" onSave={setRequirement('inputs', 'the inputs')} />
          <LineField label="Outputs" value={requirements.outputs} maxLength={decisionLimits.line} placeholder="text with its places" onSave={setRequirement('outputs', 'the outputs')} />
          <LongField label="Latency" value={requirements.latency} maxLength={decisionLimits.text} hint="For people: records do not state it in a form that can be searched." onSave={setRequirement('latency', 'the latency')} />
        </div>
      </Panel>
      <Panel title="What can be searched">
        <div className={fields.fields}>
          <LineField label="Task" value={requirements.task} maxLength={decisionLimits.line} suggestions={known('task')} onSave={setRequirement('task', 'the task')} />
          <LineField
            label="Licences allowed"
            value={requirements.licences.join(', ')}
            maxLength={5000}
            hint={known('license').length > 0 ? `Between commas. Frequent here: ${known('license').slice(0, 4).join(', ')}.` : 'Between commas.'}
            refuse={(text) => (licencesIn(text).length > decisionLimits.licences ? `At most ${decisionLimits.licences} licences.` : null)}
            onSave={(text) => setRequirement('licences', 'the licences')(licencesIn(text))}
          />
          <LineField
            label="Size at most"
            value={requirements.maxBytes === null ? '' : formatBytes(requirements.maxBytes)}
            maxLength={40}
            placeholder="2 GB"
            refuse={(text) => (amountIn(text, readBytes) === undefined ? 'A size such as 500MB or 2GB.' : null)}
            onSave={(text) => setRequirement('maxBytes', 'the size')(amountIn(text, readBytes) ?? null)}
          />
          <LineField
            label="Parameters at most"
            value={requirements.maxParameters === null ? '' : formatCount(requirements.maxParameters)}
            maxLength={40}
            placeholder="500m"
            refuse={(text) => (amountIn(text, readCount) === undefined ? 'A number such as 110m or 1.5b.' : null)}
            onSave={(text) => setRequirement('maxParameters', 'the number of parameters')(amountIn(text, readCount) ?? null)}
          />
          <Checkbox checked={requirements.keepUnknown} onChange={setRequirement('keepUnknown', 'what is not stated')}>
            Keep packages that do not state a licence, a size or a number of parameters
          </Checkbox>
          <Found mirror={mirror} decision={decision} />
        </div>
      </Panel>
    </div>
  );
}

function Found({ mirror, decision }: StageProps) {
  const query = queryOf(decision);
  const { value } = useCall('packages.count', { mirror, query });
  return (
    <div className={styles.found} aria-live="polite">
      <span className={field.label}>{decision.query === null ? 'The search that this makes' : 'The search was edited and no longer follows'}</span>
      <code>{query === '' ? 'all packages' : query}</code>
      {value && <a href={modelsAddress(query)}>{formatPlural(value.total, 'package')}</a>}
    </div>
  );
}

function licencesIn(text: string): string[] {
  return [...new Set(text.split(',').map((licence) => licence.trim()).filter((licence) => licence !== ''))];
}

/** Null for nothing, undefined for what is no amount. */
function amountIn(text: string, read: (text: string) => number | null): number | null | undefined {
  const compact = text.replaceAll(/\s/g, '');
  if (compact === '') return null;
  return read(compact) ?? undefined;
}
