import { maximumLength } from '../../../../shared/search/index.ts';
import { TextField } from '../../ui/field.tsx';

interface QueryFieldProps {
  readonly query: string;
  readonly hint?: string;
  readonly onChange: (query: string) => void;
}

/** A search as in Models, where a subset is made of one. */
export function QueryField({ query, hint, onChange }: QueryFieldProps) {
  return <TextField label="Search" value={query} placeholder="All packages" maxLength={maximumLength} hint={hint} onChange={onChange} />;
}
