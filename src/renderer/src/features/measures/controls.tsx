import { useEffect, useId, useRef, useState } from 'react';
import { Bookmark, ChevronDown, Database, Search } from 'lucide-react';
import type { MeasureInfo } from '../../../../shared/contract/index.ts';
import { hubs } from '../../../../shared/domain/index.ts';
import { useRecentPlaces } from '../../app/recent-places.ts';
import { Checkbox, Select } from '../../ui/field.tsx';
import { HubMark } from '../../ui/marks.tsx';
import { MenuButton, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import { QueryBox } from '../models/query-box.tsx';
import { useViews } from '../views/store.ts';
import { useOthers } from './others.ts';
import styles from './controls.module.css';

type Parameter = MeasureInfo['parameters'][number];

/** Typing is over after this pause, in milliseconds: each change asks the engine anew. */
const pauseMs = 350;

/** A text that is told on once typing pauses, or at once with Enter. */
function useDraft(value: string, onChange: (value: string) => void): { readonly draft: string; readonly put: (value: string) => void; readonly send: () => void } {
  const [draft, setDraft] = useState(value);
  const sent = useRef(value);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setDraft(value);
  }, [value]);
  const send = (): void => {
    if (draft === sent.current) return;
    sent.current = draft;
    told.current(draft);
  };
  useEffect(() => {
    if (draft === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = draft;
      told.current(draft);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [draft]);
  return { draft, put: setDraft, send };
}

/** What the engine says of a selection stands below the controls, with the result. */
const noNotes: [] = [];

interface SelectionFieldProps {
  readonly label: string;
  readonly query: string;
  readonly onChange: (query: string) => void;
}

/** Which packages are measured: a search as in Models, with those at hand that are likely. */
export function SelectionField({ label, query, onChange }: SelectionFieldProps) {
  const { draft, put, send } = useDraft(query, onChange);
  return (
    <span className={styles.selection}>
      <QueryBox
        query={draft}
        notes={noNotes}
        onChange={(text, isTyped) => {
          if (isTyped) put(text);
          else send();
        }}
        other={{ label, placeholder: 'Whole mirror; or a search as in Models' }}
      />
      <SelectionPresets label={`${label}: choose`} onChange={onChange} />
    </span>
  );
}

function SelectionPresets({ label, onChange }: { readonly label: string; readonly onChange: (query: string) => void }) {
  const searches = useRecentPlaces((state) => state.places).flatMap((place) => (place.kind === 'search' ? [place.query] : []));
  const views = useViews((state) => state.views);
  const icon = { size: 15, strokeWidth: 1.8, 'aria-hidden': true } as const;
  return (
    <MenuButton icon={ChevronDown} label={label} role="menu" align="end">
      {(close) => {
        const item = (key: string, title: string, query: string, mark: React.ReactNode) => (
          <MenuItem
            key={key}
            icon={mark}
            onSelect={() => {
              close();
              onChange(query);
            }}
          >
            {title}
          </MenuItem>
        );
        return (
          <>
            {item('all', 'Whole mirror', '', <Database {...icon} />)}
            <MenuLabel>Hubs</MenuLabel>
            {hubs.map(({ id, title }) => item(id, title, `hub:${id}`, <HubMark hub={id} />))}
            {searches.length > 0 && <MenuLabel>Searches in Models, latest first</MenuLabel>}
            {searches.slice(0, 5).map((query) => item(`search ${query}`, query.length > 60 ? `${query.slice(0, 59)}…` : query, query, <Search {...icon} />))}
            {views.length > 0 && <MenuLabel>Saved views</MenuLabel>}
            {views.slice(0, 12).map((view) => item(view.id, view.name, view.query, <Bookmark {...icon} />))}
          </>
        );
      }}
    </MenuButton>
  );
}

interface ParameterFieldsProps {
  readonly parameters: readonly Parameter[];
  /** Those that are not the initial ones, as in addresses. */
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

/** A control for each parameter of a measure. */
export function ParameterFields({ parameters, values, onChange }: ParameterFieldsProps) {
  if (parameters.length === 0) return null;
  const put = (parameter: Parameter, value: string): void => {
    const { [parameter.id]: _before, ...rest } = values;
    onChange(value === String(parameter.initial) ? rest : { ...rest, [parameter.id]: value });
  };
  return (
    <div className={styles.parameters} role="group" aria-label="Parameters">
      {parameters.map((parameter) => (
        <ParameterField key={parameter.id} parameter={parameter} value={values[parameter.id] ?? String(parameter.initial)} onChange={(value) => put(parameter, value)} />
      ))}
    </div>
  );
}

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  switch (parameter.kind) {
    case 'choice':
      return (
        <span className={styles.parameter} title={parameter.description}>
          <span aria-hidden>{parameter.title}</span>
          <Select label={parameter.title} value={value} options={parameter.options.map(({ value: option, title }) => ({ value: option, label: title }))} onChange={onChange} />
        </span>
      );
    case 'flag':
      return (
        <span className={styles.parameter} title={parameter.description}>
          <Checkbox checked={value === 'true'} onChange={(on) => onChange(String(on))}>
            {parameter.title}
          </Checkbox>
        </span>
      );
    case 'mirror':
      return <MirrorParameter parameter={parameter} value={value} onChange={onChange} />;
    case 'number':
    case 'text':
      return <TypedParameter parameter={parameter} value={value} onChange={onChange} />;
  }
}

function MirrorParameter({ parameter, value, onChange }: ParameterFieldProps) {
  const others = useOthers();
  const options = [
    { value: '', label: others.length === 0 ? 'No earlier state, no other mirror' : 'Choose one' },
    ...others,
    ...(value !== '' && !others.some((other) => other.value === value) ? [{ value, label: 'One that is not here' }] : []),
  ];
  return (
    <span className={styles.parameter} title={parameter.description}>
      <span aria-hidden>{parameter.title}</span>
      <Select label={parameter.title} value={value} options={options} onChange={onChange} />
    </span>
  );
}

function TypedParameter({ parameter, value, onChange }: ParameterFieldProps) {
  const id = useId();
  const { draft, put, send } = useDraft(value, onChange);
  const isNumber = parameter.kind === 'number';
  return (
    <span className={styles.parameter} title={parameter.description}>
      <label htmlFor={id}>{parameter.title}</label>
      <input
        id={id}
        className={isNumber ? styles.number : styles.text}
        type={isNumber ? 'number' : 'text'}
        value={draft}
        {...(isNumber ? { min: parameter.min, max: parameter.max, step: parameter.step } : { maxLength: parameter.kind === 'text' ? parameter.most : undefined })}
        onChange={(event) => put(event.target.value)}
        onBlur={send}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send();
        }}
      />
    </span>
  );
}
