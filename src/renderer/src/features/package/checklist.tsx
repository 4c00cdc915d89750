import { Check, CircleHelp, Minus } from 'lucide-react';
import type { PackageEvidence } from '../../../../shared/contract/index.ts';
import { classNames } from '../../ui/class-names.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './checklist.module.css';

type Attribute = PackageEvidence['attributes'][number];

const groups: readonly { readonly id: Attribute['group']; readonly title: string }[] = [
  { id: 'general', title: 'Popularity, quality, maintenance' },
  { id: 'provenance', title: 'Provenance' },
  { id: 'reproducibility', title: 'Reproducibility' },
  { id: 'portability', title: 'Portability' },
];

const states = {
  present: { icon: Check, text: 'found' },
  missing: { icon: Minus, text: 'not found' },
  unknown: { icon: CircleHelp, text: 'not looked everywhere' },
} as const;

/** The attributes that engineers ask of a model, each with what it rests on; never one total score. */
export function Checklist({ evidence }: { readonly evidence: PackageEvidence }) {
  const { attributes, card, files } = evidence;
  const looked = [card === null ? 'no card is here' : 'the card', files === 'clone' ? 'the files of the clone' : files === 'metadata' ? 'the file list of the metadata' : 'no list of files is here'];
  return (
    <Panel title="What engineers look for" note={`As in ICSE’23, Table I. Looked at: the records, ${looked.join(', ')}.`}>
      <div className={styles.groups}>
        {groups.map(({ id, title }) => (
          <section key={id} aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {attributes
                .filter((attribute) => attribute.group === id)
                .map((attribute) => (
                  <AttributeRow key={attribute.id} attribute={attribute} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Panel>
  );
}

function AttributeRow({ attribute }: { readonly attribute: Attribute }) {
  const { icon: Icon, text } = states[attribute.state];
  return (
    <li className={classNames(styles.attribute, styles[attribute.state])}>
      <details>
        <summary>
          <Icon size={15} strokeWidth={2.2} aria-hidden />
          <span className={styles.title}>{attribute.title}</span>
          <span className={styles.first}>
            <span className={attribute.state === 'present' ? 'visually-hidden' : undefined}>{text}</span>
            {attribute.state === 'present' && <span>{attribute.evidence[0]}</span>}
          </span>
        </summary>
        <div className={styles.more}>
          {attribute.evidence.slice(1).map((place) => (
            <p key={place}>{place}</p>
          ))}
          <p className={styles.rule}>Rule: {attribute.rule}</p>
        </div>
      </details>
    </li>
  );
}
